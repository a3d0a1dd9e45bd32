using System.Diagnostics;
using Shouldly;

namespace WebTrader.Host.Tests.Commands;

public sealed class PublishTests
{
    [Fact]
    public async Task What_is_published_starts_from_anywhere_with_its_settings_and_pages()
    {
        using var published = new TempFolder();
        using var data = new TempFolder();
        await PublishAsync(published.Path);
        foreach (var file in new[] { "appsettings.json", "wwwroot/index.html", "wwwroot/lib/ui.js", "wwwroot/lib/signalr.js", "wwwroot/lib/charts.js" })
            File.Exists(published.Of(file)).ShouldBeTrue(file);
        Directory.EnumerateFiles(published.Path, "*", SearchOption.AllDirectories).ShouldNotContain(file => file.Contains("node_modules", StringComparison.Ordinal) || file.EndsWith(".ts", StringComparison.Ordinal));

        using var host = HostProcess.Start(published.Of("WebTrader.Host.dll"), "/", "--port", "0", "--data", data.Path);
        using var http = await host.ReadyAsync();

        (await http.GetStringAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken)).ShouldContain("<title>WebTrader</title>");
        (await host.StopAsync()).ShouldBe(0);
    }

    private static async Task PublishAsync(string output)
    {
        var project = Path.Combine(Repository.Root, "src", "WebTrader.Host", "WebTrader.Host.csproj");
        var start = new ProcessStartInfo("dotnet", ["publish", project, "--no-build", "-c", HostProcess.Configuration, "-o", output, "-v", "quiet"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var publish = Process.Start(start)!;
        var told = publish.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await publish.WaitForExitAsync(TestContext.Current.CancellationToken);
        publish.ExitCode.ShouldBe(0, await told);
    }
}
