using System.Net.WebSockets;
using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Terminal.Faults;

namespace WebTrader.Host.Tests.Commands;

/// <summary>The simulated terminal as a program of its own.</summary>
public sealed class TerminalTests
{
    [Fact]
    public async Task A_terminal_serves_its_account_until_it_is_told_to_stop_and_says_what_it_was_asked()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is stopped by a signal.");
        using var folder = new TempFolder();
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "terminal", "--port", "0", "--login", "777", "--chart", "USDJPY", "--data", folder.Of("book"), "--faults", "ticks=on,latency=1ms");

        using var client = new ClientWebSocket();
        await client.ConnectAsync(await AddressAsync(host), TestContext.Current.CancellationToken);
        (await AskAsync(client, "0;0;1;33;{\"PropertyId\":0}")).ShouldEndWith("\"Value\" : 777}");
        await client.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

        (await host.StopAsync()).ShouldBe(0, host.Said);
        host.Said.ShouldContain("AccountInfoInteger");
        File.Exists(Path.Combine(folder.Path, "book", "book.json")).ShouldBeTrue();
    }

    [Fact]
    public async Task Recorded_quotes_are_what_its_clients_see()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is stopped by a signal.");
        using var folder = new TempFolder();
        var ticks = folder.Of("EURUSD_x.csv", "<DATE>\t<TIME>\t<BID>\t<ASK>\t<LAST>\t<VOLUME>\t<FLAGS>\n2014.05.05\t00:00:00.000\t1.38700\t1.38710\t\t\t6\n");
        using var host = HostProcess.Start(HostProcess.BuiltHost, folder.Path, "terminal", "--port", "0", "--ticks", ticks, "--speed", "10", "--no-trader");

        using var client = new ClientWebSocket();
        await client.ConnectAsync(await AddressAsync(host), TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await AskAsync(client, "0;0;1;54;{\"Symbol\":\"EURUSD\",\"PropId\":1}")).EndsWith("\"Value\" : 1.387}", StringComparison.Ordinal), "the recorded bid is there");

        (await host.StopAsync()).ShouldBe(0, host.Said);
    }

    [Fact]
    public async Task A_position_outlives_the_terminal_in_its_book()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It is stopped by a signal.");
        using var folder = new TempFolder();
        string[] arguments = ["terminal", "--port", "0", "--no-trader", "--data", folder.Of("book")];
        using (var first = HostProcess.Start(HostProcess.BuiltHost, folder.Path, arguments))
        {
            using var client = new ClientWebSocket();
            await client.ConnectAsync(await AddressAsync(first), TestContext.Current.CancellationToken);
            await Eventually.TrueAsync(async () => !(await AskAsync(client, "0;0;1;54;{\"Symbol\":\"EURUSD\",\"PropId\":1}")).EndsWith("\"Value\" : 0}", StringComparison.Ordinal), "there is a price");
            (await AskAsync(client, "0;0;2;304;{\"Volume\":0.01,\"Price\":0.0,\"Sl\":0.0,\"Tp\":0.0}")).ShouldContain("10009");
            (await first.StopAsync()).ShouldBe(0, first.Said);
        }

        using var second = HostProcess.Start(HostProcess.BuiltHost, folder.Path, arguments);
        using var again = new ClientWebSocket();
        await again.ConnectAsync(await AddressAsync(second), TestContext.Current.CancellationToken);
        (await AskAsync(again, "0;0;1;6;")).ShouldEndWith("\"Value\" : 1}");
        (await second.StopAsync()).ShouldBe(0, second.Said);
    }

    [Fact]
    public async Task The_list_of_faults_has_every_one_in_words()
    {
        var (code, said) = await HostProcess.RunAsync("terminal", "--list-faults");

        code.ShouldBe(0, said);
        FaultCatalogue.All.ShouldAllBe(fault => said.Contains($"{fault.Name}={fault.Takes}") && said.Contains(fault.Says));
    }

    [Theory]
    [InlineData("--faults has \"block\"", "--faults", "block")]
    [InlineData("--faults: The fault block is \"soon\", allowed is a duration", "--faults", "block=soon")]
    [InlineData("--speed is 0, allowed is above 0", "--speed", "0")]
    [InlineData("--speed goes with --ticks only", "--speed", "2")]
    [InlineData("--offset is \"noon\", allowed is", "--offset", "noon")]
    [InlineData("--address is \"x\", allowed is", "--address", "x")]
    public async Task What_does_not_fit_is_told_with_what_is_allowed(string message, params string[] arguments)
    {
        var (code, said) = await HostProcess.RunAsync(["terminal", "--port", "0", .. arguments]);

        code.ShouldBe(2);
        said.ShouldContain(message);
    }

    private static async Task<Uri> AddressAsync(HostProcess host)
    {
        await Eventually.TrueAsync(() => Task.FromResult(host.Said.Contains("Stop with", StringComparison.Ordinal)), "the terminal is up");
        return new Uri(host.Said.Split('\n').Single(line => line.TrimStart().StartsWith("Address", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1].Trim());
    }

    // Quotes are told in between.
    private static async Task<string> AskAsync(ClientWebSocket client, string command)
    {
        await client.SendAsync(Encoding.UTF8.GetBytes(command), WebSocketMessageType.Text, true, TestContext.Current.CancellationToken);
        var buffer = new byte[4096];
        while (true)
        {
            var received = await client.ReceiveAsync(buffer, TestContext.Current.CancellationToken);
            var line = Encoding.UTF8.GetString(buffer, 0, received.Count);
            if (line.StartsWith("1;", StringComparison.Ordinal)) return line;
        }
    }
}
