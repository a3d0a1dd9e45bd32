using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Engine.Book;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.StopLoss;

/// <summary>Settings that hold for some positions only.</summary>
public class LayerTests
{
    private static TradingDesk Desk(params StopLayer[] layers)
    {
        var desk = new TradingDesk(new DeskSettings { Engine = new EngineOptions { Layers = layers } }).Starts();
        desk.Quote(1.10000m);
        return desk;
    }

    [Fact]
    public void A_symbol_has_a_risk_of_its_own_and_the_ticket_says_where_that_comes_from()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Symbol, "EURUSD", new StopPatch { MaxRisk = new Money(1.00m) }));
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09902m);
        desk.Row(ticket).MaxRisk.ShouldBe(new Money(1.00m));
        var settings = desk.Session.View.Ticket(ticket)!.Settings.ToDictionary(setting => setting.Name, setting => (setting.Value, setting.Origin));
        settings["MaxRisk"].ShouldBe(("1.00", "symbol EURUSD"));
        settings["TrailingStep"].ShouldBe(("0.10", "default"));
        settings["Ladder"].ShouldBe(("off", "default"));
    }

    [Fact]
    public void A_position_that_is_left_to_others_is_watched_and_recorded_and_never_written_to()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Account, "", new StopPatch { Manage = false }));
        var ticket = desk.OpensByHand();
        desk.Quote(1.10050m);
        desk.Quote(1.09700m);
        desk.PassesSeconds(10);
        desk.IsOpen(ticket).ShouldBeTrue();
        desk.Gateway.Stops.ShouldBeEmpty();
        desk.Gateway.Closes.ShouldBeEmpty();
        desk.Row(ticket).State.ShouldBe(ProtectionState.Unmanaged);
        desk.Row(ticket).Reason.ShouldBe("Left to others by the settings");
        desk.Session.View.Ticket(ticket)!.NakedMs.ShouldBe(0, "nobody promised it a stop");
        desk.Alarms.ShouldBeEmpty();
        desk.ClosesByHand(ticket);
        desk.PassesSeconds(1);
        desk.TradeOf(ticket).Reason.ShouldBe(CloseReason.ManualDesktop);
    }

    [Fact]
    public void Beside_it_the_positions_of_other_programs_are_protected()
    {
        using var desk = Desk(new StopLayer(StopLayerKind.Magic, "77", new StopPatch { Manage = false }));
        var ticket = desk.OpensByHand();
        desk.StopOf(ticket).ShouldBe(1.09802m);
    }
}
