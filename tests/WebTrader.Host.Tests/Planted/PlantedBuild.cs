using System.Diagnostics;
using Shouldly;

namespace WebTrader.Host.Tests.Planted;

/// <summary>A copy of the sources, built; mistakes are put in one at a time and built again.</summary>
public sealed class PlantedBuild : IAsyncLifetime
{
    private readonly TempFolder folder = new();

    private string Host => folder.Of("artifacts/bin/WebTrader.Host/debug/WebTrader.Host.dll");

    public async ValueTask InitializeAsync()
    {
        foreach (var file in Repository.Files("src", ".cs", ".csproj", ".props", ".targets", ".txt").Append(Path.Combine(Repository.Root, "appsettings.json")))
        {
            var copy = folder.Of(Repository.Relative(file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        await BuildAsync();
    }

    /// <summary>What finds it must find nothing without it, and something with it: 0 and 1.</summary>
    public async Task<(int ExitCode, string Said)> FindAsync(string finds)
    {
        if (!finds.Contains(": ", StringComparison.Ordinal)) return await RunAsync(Host, ["simulate", .. finds.Split(' ')]);

        var (project, tests) = (finds.Split(": ")[0], finds.Split(": ")[1]);
        var copy = folder.Of($"tests-{project}");
        if (!Directory.Exists(copy)) CopyFolder(Path.Combine(Repository.Root, "artifacts", "bin", $"WebTrader.{project}.Tests", HostProcess.Configuration), copy);
        foreach (var built in Directory.GetFiles(Path.GetDirectoryName(Host)!, "WebTrader.*.dll").Where(built => File.Exists(Path.Combine(copy, Path.GetFileName(built)))))
            File.Copy(built, Path.Combine(copy, Path.GetFileName(built)), overwrite: true);
        return await RunAsync(Path.Combine(copy, $"WebTrader.{project}.Tests.dll"), ["-class", $"*.{tests}"]);
    }

    /// <summary>Has the sources with the mistake in them for as long as something is done with them.</summary>
    public async Task<T> WithAsync<T>(PlantedBug bug, Func<Task<T>> act)
    {
        var path = folder.Of("src/" + bug.File);
        var right = (await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");
        right.Split(bug.Right).Length.ShouldBe(2, $"{bug.File} must hold exactly once: {bug.Right}");
        await File.WriteAllTextAsync(path, right.Replace(bug.Right, bug.Wrong, StringComparison.Ordinal), TestContext.Current.CancellationToken);
        try
        {
            await BuildAsync();
            return await act();
        }
        finally
        {
            await File.WriteAllTextAsync(path, right, CancellationToken.None);
        }
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Builds the sources as they stand in the copy now.</summary>
    public async Task BuildAsync()
    {
        var (code, said) = await RunAsync("build", [folder.Of("src/WebTrader.Host"), "-v", "quiet", "--disable-build-servers", "-p:UseSharedCompilation=false", "-p:RestoreDashboard=false", "-p:RunAnalyzers=false", "-p:GenerateDocumentationFile=false", "-p:TreatWarningsAsErrors=false"]);
        code.ShouldBe(0, said);
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(string first, IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("dotnet", [first, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var faults = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await said + await faults);
    }

    private static void CopyFolder(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
