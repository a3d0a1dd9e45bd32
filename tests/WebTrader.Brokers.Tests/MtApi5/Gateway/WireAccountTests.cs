using Shouldly;
using WebTrader.Core.Positions;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

public sealed class WireAccountTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    [Theory]
    [InlineData(1, "Simulated-Demo", "USD", "12345678")]
    [InlineData(WireStage.Login, "Other-Live", "USD", "Simulated-Demo")]
    [InlineData(WireStage.Login, "Simulated-Demo", "EUR", "the settings say EUR")]
    public async Task On_another_account_than_the_settings_say_nothing_is_read_or_traded(long login, string server, string currency, string told)
    {
        var setup = new WireSetup();
        await using var stage = await WireStage.StartAsync(setup with { Gateway = setup.Gateway with { Login = login, Server = server, Currency = currency, StartWithin = TimeSpan.FromSeconds(1) } });

        await stage.HeardAsync(() => stage.Ears.Connections is [.., (false, var why)] && why.Contains(told, StringComparison.Ordinal), "what does not fit is told");

        (await stage.ReadAllAsync()).Succeeded.ShouldBeFalse();
        (await stage.OpenAsync()).ShouldBeOfType<Core.Writing.TradeAnswer.NotSent>();
        (await stage.StateAsync()).IsUsable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_terminal_that_lost_its_broker_is_not_connected_until_it_has_it_again()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.Terminal.ChangeAsync((_, switches) => switches.IsConnected = false);
        await stage.HeardAsync(() => !stage.Ears.Connections[^1].Connected, "the loss was noticed");
        stage.Ears.Connections[^1].Reason.ShouldBe("the terminal has no connection to the broker");

        await stage.Terminal.ChangeAsync((_, switches) => switches.IsConnected = true);
        await stage.HeardAsync(() => stage.Ears.Connections[^1].Connected, "it is back");
    }

    [Fact]
    public async Task The_state_of_the_terminal_says_what_can_be_known()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        await stage.ReadAllAsync();
        (await stage.CallAsync(() => stage.Gateway.ReadSymbolAsync("EURUSD", default))).Succeeded.ShouldBeTrue();

        var state = await stage.StateAsync();

        state.ShouldSatisfyAllConditions(
            it => it.IsUsable.ShouldBeTrue(),
            it => it.WhyNot.ShouldBeNull(),
            it => it.Login.ShouldBe(WireStage.Login),
            it => it.Server.ShouldBe("Simulated-Demo"),
            it => it.Build.ShouldBe(4410),
            it => it.Checks.Count.ShouldBe(4),
            it => it.Checks.ShouldAllBe(check => check.IsGood),
            it => it.ReadP50Ms.ShouldNotBeNull(),
            it => it.Symbols.Single().Filling.ShouldBe("immediate or cancel"),
            it => it.Symbols.Single().Trading.ShouldBe("full"));
    }

    /// <summary>How long that takes is told, and no reason to fail: it depends on the machine. Thirty times with WEBTRADER_FULL=true.</summary>
    [Fact]
    public async Task A_terminal_that_was_killed_is_read_again_each_time_that_its_port_is_back()
    {
        await using var stage = await new WireSetup().QuotedAsync();
        var ticket = await stage.OpenByHandAsync(Side.Long, 0.01m);
        var took = new List<TimeSpan>();
        for (var round = 0; round < (IsFull ? 30 : 3); round++)
        {
            await stage.InterruptAsync();
            // Long enough for the pauses between attempts to be at their longest.
            await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
            var began = TimeProvider.System.GetTimestamp();
            await stage.RestoreAsync();
            (await stage.ReadAllAsync()).Value.Single().Ticket.ShouldBe(ticket);
            took.Add(TimeProvider.System.GetElapsedTime(began));
        }

        output.WriteLine($"from the opening of the port to a reading of the positions: median {took.Order().ElementAt(took.Count / 2).TotalMilliseconds:0} ms, longest {took.Max().TotalMilliseconds:0} ms of {took.Count}");
    }
}
