using System.Diagnostics;
using Shouldly;
using WebTrader.TestKit.Files;

namespace WebTrader.Host.Tests.Api;

public sealed class DashboardTypesTests(RunningHost running) : IClassFixture<RunningHost>
{
    [Fact]
    public async Task The_types_of_the_dashboard_are_made_from_the_description_of_the_surface()
    {
        var document = await running.Host.TextAsync("/openapi/v1.json");
        var maker = Path.Combine(Repository.Root, "src", "WebTrader.Host", "Dashboard", "api", "make.mjs");

        using var node = Process.Start(new ProcessStartInfo("node", [maker, "--check"]) { RedirectStandardInput = true, RedirectStandardError = true })!;
        await node.StandardInput.WriteAsync(document);
        node.StandardInput.Close();
        var said = await node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);

        node.ExitCode.ShouldBe(0, said);
    }
}
