using System.Diagnostics;
using System.Text;
using System.Text.Json;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.TestKit.Host;

/// <summary>The host as its users start it: a process of its own.</summary>
public sealed class HostProcess : IDisposable
{
    private readonly Process process;
    private readonly StringBuilder said = new();
    private readonly TaskCompletionSource<Uri> address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<string> dataFolder = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private HostProcess(Process process) => this.process = process;

    public static string BuiltHost { get; } = Path.Combine(Repository.Root, "artifacts", "bin", "WebTrader.Host", Configuration, "WebTrader.Host.dll");

    public static string Configuration => new DirectoryInfo(AppContext.BaseDirectory).Name;

    public int Id => process.Id;

    /// <summary>All it has written so far, to both streams.</summary>
    public string Said
    {
        get { lock (said) return said.ToString(); }
    }

    public static HostProcess Start(string dll, string workingDirectory, params string[] arguments) => Start(dll, workingDirectory, [], arguments);

    /// <summary>As one that the rights of files and limits of their size hold for, whoever runs the tests: its writes then fail instead of ending it. For Linux.</summary>
    public static HostProcess StartLimited(string dll, string workingDirectory, params string[] arguments)
    {
        var drop = Environment.IsPrivilegedProcess ? "setpriv --bounding-set=-dac_override,-dac_read_search " : "";
        return StartProgram("sh", workingDirectory, [], ["-c", $"trap '' XFSZ; exec {drop}dotnet \"$@\"", "sh", dll, .. arguments]);
    }

    private static HostProcess Start(string dll, string workingDirectory, (string Name, string Value)[] environment, string[] arguments) => StartProgram("dotnet", workingDirectory, environment, [dll, .. arguments]);

    private static HostProcess StartProgram(string program, string workingDirectory, (string Name, string Value)[] environment, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = workingDirectory };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment) start.Environment[name] = value;
        var host = new HostProcess(new Process { StartInfo = start });
        host.process.OutputDataReceived += (_, line) => host.Hear(line.Data);
        host.process.ErrorDataReceived += (_, line) => host.Hear(line.Data);
        host.process.Start();
        // Nobody types anything, wherever the tests run.
        host.process.StandardInput.Close();
        host.process.BeginOutputReadLine();
        host.process.BeginErrorReadLine();
        return host;
    }

    public static HostProcess Serve(TempFolder data) => Start(BuiltHost, data.Path, "--port", "0", "--data", data.Path);

    /// <summary>With variables in the environment.</summary>
    public static HostProcess ServeWith((string Name, string Value)[] environment, TempFolder data) => Start(BuiltHost, data.Path, environment, ["serve", "--port", "0", "--data", data.Path]);

    /// <summary>With variables in the environment.</summary>
    public static async Task<(int ExitCode, string Said)> RunWithAsync((string Name, string Value)[] environment, params string[] arguments)
    {
        using var host = Start(BuiltHost, Path.GetTempPath(), environment, arguments);
        return (await host.EndedAsync(), host.Said);
    }

    public static async Task<(int ExitCode, string Said)> RunAsync(params string[] arguments)
    {
        using var host = Start(BuiltHost, Path.GetTempPath(), arguments);
        return (await host.EndedAsync(), host.Said);
    }

    /// <summary>With a setting in the environment.</summary>
    public static async Task<(int ExitCode, string Said)> RunWithMaxRiskAsync(string maxRisk, params string[] arguments)
    {
        using var host = Start(BuiltHost, Path.GetTempPath(), [("WEBTRADER__STOPS__MAXRISK", maxRisk)], arguments);
        return (await host.EndedAsync(), host.Said);
    }

    public async Task<int> EndedAsync()
    {
        await process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>A client of it with the key for commands on this machine, once it says where it is and is ready.</summary>
    public async Task<HttpClient> ReadyAsync()
    {
        var at = await address.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        var http = new HttpClient { BaseAddress = at, Timeout = TimeSpan.FromSeconds(30) };
        LocalKeys.Use(http, await dataFolder.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken));
        await Eventually.TrueAsync(async () =>
        {
            using var answer = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);
            return answer.IsSuccessStatusCode;
        }, "the host is ready");
        return http;
    }

    /// <summary>The link that makes the first administrator, once it is printed.</summary>
    public async Task<Uri> SetupLinkAsync()
    {
        Uri? link = null;
        await Eventually.TrueAsync(() =>
        {
            link = Said.Split('\n').Where(line => line.StartsWith("  Set up ", StringComparison.Ordinal)).Select(line => new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[2])).FirstOrDefault();
            return Task.FromResult(link is not null);
        }, "the host offers to be set up");
        return link!;
    }

    /// <summary>Ends it as kill -9 does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Ends it as Ctrl+C or a service manager does.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        return await EndedAsync();
    }

    public static async Task<List<JsonElement>> ItemsAsync(HttpClient http, string path)
    {
        using var document = JsonDocument.Parse(await http.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken));
        return [.. document.RootElement.GetProperty("items").EnumerateArray().Select(item => item.Clone())];
    }

    public void Dispose()
    {
        if (!process.HasExited) process.Kill();
        process.Dispose();
    }

    private void Hear(string? line)
    {
        if (line is null) return;
        lock (said) said.AppendLine(line);
        if (line.TrimStart().StartsWith("Dashboard ", StringComparison.Ordinal)) address.TrySetResult(new Uri(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1]));
        if (line.StartsWith("  Data folder  ", StringComparison.Ordinal)) dataFolder.TrySetResult(line["  Data folder  ".Length..]);
    }
}
