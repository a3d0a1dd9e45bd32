using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class ClientKickTests
{
    [Fact]
    public void A_lost_wake_up_costs_200_milliseconds()
    {
        using var desk = WireDesk.Connected();
        var read = desk.Call(Mt5Request.PositionsTotal);
        var id = desk.LastId;

        desk.Pass(199);
        Kicks(desk).ShouldBe(0);
        desk.Pass(1);
        Kicks(desk).ShouldBe(1);

        desk.Answer(id, "3");
        desk.Answer(desk.LastId, "false");
        ((Mt5Answer.Value)read.Result).Is.AsInt64.ShouldBe(3);
        desk.Pass(60_000);
        Kicks(desk).ShouldBe(1, "nobody waits any more");
        desk.Client.Figures.Outstanding.ShouldBe(0);
    }

    [Fact]
    public void An_expert_that_never_answers_is_kicked_more_and_more_rarely_and_then_left()
    {
        using var desk = WireDesk.Connected();
        desk.Call(Mt5Request.Send(new Mt5TradeRequest(Mt5TradeAction.Stops, Position: 5)));

        desk.Pass(3_000);
        Kicks(desk).ShouldBe(4, "after 0.2, 0.6, 1.4 and 3.0 seconds");
        desk.Pass(57_000);
        Kicks(desk).ShouldBe(6);
    }

    [Fact]
    public void An_expert_that_keeps_answering_is_not_kicked()
    {
        using var desk = WireDesk.Connected();
        for (var at = 0; at < 10; at++) desk.Call(Mt5Request.PositionsTotal);

        foreach (var id in desk.Commands.Select(WireDesk.IdOf).ToList())
        {
            desk.Pass(150);
            desk.Answer(id, "3");
        }

        Kicks(desk).ShouldBe(0);
    }

    [Fact]
    public void Only_the_expert_that_is_silent_is_kicked()
    {
        using var desk = WireDesk.Connected();
        desk.Say("4;8");
        desk.Call(Mt5Request.PositionsTotal, expert: 8);

        desk.Pass(250);

        desk.Terminal.Heard.Where(WireDesk.IsKick).ShouldAllBe(line => line.StartsWith("0;8;"));
        Kicks(desk).ShouldBe(1);
    }

    private static int Kicks(WireDesk desk) => desk.Terminal.Heard.Count(WireDesk.IsKick);
}
