using Shouldly;
using WebTrader.Host.Commands;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Commands;

public sealed class CheckTerminalTests
{
    [Fact]
    public async Task A_good_terminal_is_described_and_what_to_put_into_the_settings()
    {
        await using var bench = await TerminalBench.StartAsync();
        await bench.QuoteAsync(1.10000m);
        await bench.OpenAsync(Core.Positions.Side.Long, 0.01m);

        var (code, text) = await CheckAsync(bench.Account.Terminal!.Endpoint.ToString());

        code.ShouldBe(0);
        text.ShouldContain("12345678 on Simulated-Demo, USD, demo");
        text.ShouldContain("UTC+03:00");
        text.ShouldContain("EURUSD: trading full, immediate or cancel, stops level 0, freeze level 0, ticks");
        text.ShouldContain("\"Login\": 12345678");
    }

    [Fact]
    public async Task A_terminal_with_AutoTrading_off_needs_a_change()
    {
        await using var bench = await TerminalBench.StartAsync();
        await bench.Terminal.AskAsync(broker => broker.AutoTrading = false);

        var (code, text) = await CheckAsync(bench.Account.Terminal!.Endpoint.ToString());

        code.ShouldBe(CheckTerminalCommand.NeedsChange);
        text.ShouldContain("AutoTrading is switched off in the terminal");
    }

    [Fact]
    public async Task Where_nothing_listens_that_is_said()
    {
        await using var bench = await TerminalBench.StartAsync();
        await bench.KillAsync();
        (await CheckAsync(bench.Account.Terminal!.Endpoint.ToString())).Code.ShouldBe(CheckTerminalCommand.NotReached);
    }

    [Theory]
    [InlineData("127.0.0.1", "allowed is host:port")]
    [InlineData("10.1.2.3:8228", "allowed is an address of this machine")]
    public async Task What_does_not_fit_is_refused(string endpoint, string says) =>
        (await Should.ThrowAsync<UsageException>(() => CheckAsync(endpoint))).Message.ShouldContain(says);

    private static async Task<(int Code, string Text)> CheckAsync(string endpoint)
    {
        using var output = new StringWriter();
        return (await CheckTerminalCommand.RunAsync(endpoint, isTunnel: false, "200ms", output), output.ToString());
    }
}
