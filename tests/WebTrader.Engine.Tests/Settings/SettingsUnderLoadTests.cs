using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Engine.Views;
using WebTrader.TestKit.Engine;
using Xunit;

namespace WebTrader.Engine.Tests.Settings;

/// <summary>Two hundred positions in moving markets, and an operator who changes the settings again and again.</summary>
public class SettingsUnderLoadTests
{
    private const int Positions = 200;

    private static readonly (string Symbol, decimal Bid, decimal Tick, decimal Spread, decimal Lots)[] Markets =
        [("EURUSD", 1.10000m, 0.00001m, 0.00002m, 0.01m), ("GBPUSD", 1.27000m, 0.00001m, 0.00003m, 0.02m), ("XAUUSD", 2400.00m, 0.1m, 0.10m, 0.01m)];

    private static StopPlan Usual => new() { MaxRisk = new Money(20m), SweetSpotFrom = new Money(1m), SweetSpotTo = new Money(2m), TrailingStep = new Money(2m) };

    /// <summary>One after the other: tighter and looser, further rules, single symbols and programs, and back.</summary>
    private static readonly EngineOptions[] Wanted =
    [
        With(Usual with { TrailingStep = new Money(3m) }),
        With(Usual with { MaxRisk = new Money(9m) }),
        With(Usual with { MaxRisk = new Money(30m), DistanceTrailing = new DistanceTrailingPlan(60m, 40m, 1m) }),
        With(Usual, new StopLayer(StopLayerKind.Symbol, "XAUUSD", new StopPatch { MaxRisk = new Money(5m), TrailingStep = new Money(4m) })),
        With(Usual with { BreakEven = new BreakEvenPlan(new Money(0.5m), new Money(0.1m)) }, new StopLayer(StopLayerKind.Symbol, "GBPUSD", new StopPatch { Manage = false })),
        With(Usual with { Ladder = new LadderPlan(new Money(0.8m), new Money(0.6m), new Money(0.2m)) }),
        With(Usual),
    ];

    [Fact]
    public void A_change_holds_in_one_step_no_evaluation_is_missed_and_what_was_shown_before_is_what_happens()
    {
        using var floor = Crowded(out var prices, milliseconds: 0);
        var moved = 0;
        foreach (var wanted in Wanted)
        {
            for (var i = 0; i < 40; i++) Tick(floor, prices);
            Fill(floor, prices);
            Everything_is_held(floor);
            var shown = SettingsPreview.Of(floor.Session, wanted);
            shown.Count.ShouldBe(floor.Session.Book.Open.Count);
            var (evaluations, begins) = (floor.Session.Evaluator.Evaluations, floor.Now);
            var looked = shown.Count(line => line.After.IsManaged);

            floor.Session.Apply(wanted, Change(floor));
            floor.Settles();

            floor.Now.ShouldBe(begins, "not a moment passes");
            (floor.Session.Evaluator.Evaluations - evaluations).ShouldBeGreaterThanOrEqualTo(looked, "every managed position is looked at");
            foreach (var line in shown) Happened(floor, line);
            moved += shown.Count(line => line.After.Step != FirstStep.None && line.After.Stop != line.Before.Stop);
            Everything_is_held(floor);
        }

        moved.ShouldBeGreaterThan(Positions, "the changes must have moved something");
        The_journal_is_explained_and_tells_which_settings_each_stop_was_decided_by(floor);
    }

    [Fact]
    public void While_writes_are_under_way_and_prices_go_on_no_stop_is_loosened_and_none_is_left_behind()
    {
        using var floor = Crowded(out var prices, milliseconds: 30);
        var stops = floor.Broker.Positions.ToDictionary(position => position.Ticket, position => position.StopLoss);
        var loosened = new List<string>();
        floor.Broker.Traded += () =>
        {
            foreach (var position in floor.Broker.Positions)
            {
                if (stops.GetValueOrDefault(position.Ticket) is { } before && (position.StopLoss is not { } now || position.Side.IsTighter(before, now))) loosened.Add($"{position.Ticket}: {before} to {position.StopLoss}");
                stops[position.Ticket] = position.StopLoss;
            }
        };
        foreach (var wanted in Wanted)
        {
            Fill(floor, prices);
            floor.Session.Apply(wanted, Change(floor));
            for (var i = 0; i < 100; i++) Tick(floor, prices);
        }

        floor.PassesSeconds(5);
        loosened.ShouldBeEmpty();
        Everything_is_held(floor);
        floor.Session.Book.Open.ShouldAllBe(tracked => tracked.Position.StopLoss != null);
        The_journal_is_explained_and_tells_which_settings_each_stop_was_decided_by(floor);
    }

    /// <summary>Positions of both sides in three markets, opened while the prices move, each protected.</summary>
    private static TradingDesk Crowded(out Prices prices, int milliseconds)
    {
        var settings = DeskSettings.Slow(milliseconds, inFlight: 16) with { Engine = With(Usual) with { Messages = DeskSettings.Talkative.Messages } };
        var desk = new TradingDesk(settings).Starts();
        prices = new Prices(new Random(20260106));
        Fill(desk, prices);
        return desk;
    }

    /// <summary>What was closed meanwhile is opened again, at prices that go on.</summary>
    private static void Fill(TradingDesk desk, Prices prices)
    {
        for (var i = 0; desk.Broker.Positions.Count < Positions; i++)
        {
            if (i % 5 == 0) Tick(desk, prices);
            var (symbol, _, _, _, lots) = Markets[i % Markets.Length];
            desk.OpensByHand(i % 2 == 0 ? Side.Long : Side.Short, lots, symbol: symbol);
        }

        desk.PassesMilliseconds(900);
        desk.Session.Book.Open.Count.ShouldBe(Positions);
        desk.Session.Book.Open.ShouldAllBe(tracked => tracked.Position.StopLoss != null || !desk.Session.Evaluator.IsManaged(tracked.Position));
    }

    /// <summary>A tenth of a second: each market moves by some ticks.</summary>
    private static void Tick(TradingDesk desk, Prices prices)
    {
        foreach (var market in Markets)
        {
            var bid = prices.Next(market);
            desk.Quote(market.Symbol, bid, bid + market.Spread);
        }

        desk.PassesMilliseconds(100);
    }

    private static void Everything_is_held(TradingDesk desk)
    {
        foreach (var tracked in desk.Session.Book.Open)
        {
            tracked.UnheldSince.ShouldBeNull($"{tracked.Position.Ticket} is held against all that is known");
            if (desk.Session.Evaluator.IsManaged(tracked.Position)) desk.Session.Evaluator.Explain(tracked)!.Decision.ShouldBeOfType<StopDecision.Hold>($"nothing is left to do for {tracked.Position.Ticket}");
        }
    }

    private static void Happened(TradingDesk desk, PreviewLine line)
    {
        if (line.After.Step == FirstStep.Close) desk.IsOpen(line.Ticket).ShouldBeFalse($"{line.Ticket} was to be closed: {line.After.Reason}");
        else desk.StopOf(line.Ticket).ShouldBe(line.After.Stop?.Value, $"{line.Ticket}: {line.After.Reason}");
    }

    private static void The_journal_is_explained_and_tells_which_settings_each_stop_was_decided_by(TradingDesk desk)
    {
        var audit = new StopAudit();
        var version = 0L;
        var decided = 0;
        foreach (var entry in desk.Journal.All<JournalEntry>())
        {
            audit.Take(entry).ShouldBeNull();
            if (entry is SettingsChanged changed) version = changed.ToVersion;
            if (entry is not StopIntended { Inputs: { } inputs }) continue;
            decided++;
            var holds = version == 0 ? With(Usual) : Wanted[version - 1];
            inputs.Plan.ShouldBe(new StopSettings(holds.Plan, holds.Layers).For(inputs.Position).Plan, $"version {version}");
        }

        version.ShouldBe(Wanted.Length);
        decided.ShouldBeGreaterThan(Positions);
    }

    private static SettingsChange Change(TradingDesk desk)
    {
        var number = desk.Journal.All<SettingsChanged>().Count();
        return new SettingsChange(number, number + 1, [new SettingChange("Stops:TrailingStep", "0.10", "0.25")], "an operator", "a test says so");
    }

    private static EngineOptions With(StopPlan plan, params StopLayer[] layers) => DeskSettings.Talkative with { Plan = plan, Layers = layers };

    private sealed class Prices(Random random)
    {
        private readonly Dictionary<string, decimal> bids = Markets.ToDictionary(market => market.Symbol, market => market.Bid);

        public decimal Next((string Symbol, decimal Bid, decimal Tick, decimal Spread, decimal Lots) market) => bids[market.Symbol] += random.Next(-9, 10) * market.Tick;
    }
}
