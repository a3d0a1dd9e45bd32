using System.Reflection;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Recording;
using WebTrader.Persistence.Settings;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests;

public sealed class FormatTests
{
    private static readonly Gen<Price?> Prices = Gen.OneOf(
        Gen.Constant((Price?)null), ArbMap.Default.GeneratorFor<decimal>().Select(value => (Price?)new Price(value)));

    private static readonly IReadOnlyList<(JournalEntry Entry, string Words)> Sentences =
    [
        (Session(7), "Session 7 started; open positions: 0."),
        (new SessionStopped(Demo, Noon, "told to"), "Session stopped: told to"),
        (Seen(Position(stop: new Price(1.08450m))), "Long 0.10 EURUSD seen at 1.0865000, stop 1.08450."),
        (new ChangedByOthers(Demo, Noon, Position(), Position(stop: new Price(1.08m))), "Somebody else changed the stop of Long 0.10 EURUSD from none to 1.08."),
        (new ChangedByOthers(Demo, Noon, Position(), Position() with { TakeProfit = null }), "Somebody else changed the take-profit of Long 0.10 EURUSD from 1.10 to none."),
        (Intent(1), "Long EURUSD: stop from 1.08450 to 1.08660 (Step trailing, +0.10 at the stop): one more step is locked"),
        (Settled(Intent(1)), "Long EURUSD: stop from 1.08450 to 1.08660 accepted after 35 ms: done"),
        (Closing, "Closing Long 0.10 EURUSD: max risk is reached"),
        (new CloseSettled(Demo, Noon, Closing, new WriteResult(WriteOutcome.Unknown, null, "no answer"), null), "Closing Long 0.10 EURUSD unknown: no answer"),
        (TakeProfit, "EURUSD: take-profit from 1.10 to 1.12, asked by the operator"),
        (new TakeProfitSettled(Demo, Noon, TakeProfit, new WriteResult(WriteOutcome.Accepted, TradeRetcode.Done, "done"), TimeSpan.FromMilliseconds(35)), "EURUSD: take-profit from 1.10 to 1.12 accepted after 35 ms: done"),
        (Opening, "Opening Long 0.10 EURUSD, stop 1.08, asked by the operator"),
        (new OpenSettled(Demo, Noon, Opening, new WriteResult(WriteOutcome.Rejected, TradeRetcode.NoMoney, "no money"), null, null), "Opening Long 0.10 EURUSD, stop 1.08 rejected: no money"),
        (new LateAnswer(Demo, Noon, new Ticket(5), new FencingToken(1, 2), TimeSpan.FromSeconds(20), "10009 done"), "The broker answered a call for ticket 5 after 20.0 s (token 1.2): 10009 done"),
        (new HoldingReleased(Demo, Noon, new Ticket(5), new FencingToken(1, 2), "stop writer", "move the stop", TimeSpan.FromMilliseconds(12), TimeSpan.FromMilliseconds(85)), "Ticket 5 was held by stop writer for 0.085 s after a wait of 0.012 s (token 1.2): move the stop"),
        (new OperatorActed(Demo, Noon, "anna", "127.0.0.1", "SetStop /api/v1/positions/100001/stop", "{\"stop\":\"1.10\"}", 200, "Done"), "anna from 127.0.0.1: SetStop /api/v1/positions/100001/stop {\"stop\":\"1.10\"}: 200, Done"),
        (new EmergencyStopped(Demo, Noon, new EmergencyStop("e-1", EmergencyAction.Flatten, new EmergencyScope(Demo, "XAUUSD"), "anna", "news", Noon)), "Emergency stop e-1: Flatten XAUUSD of account demo, ordered by anna, news"),
        (new EmergencyProved(Demo, Noon, "e-1", TimeSpan.FromMilliseconds(1280), 100), "Emergency stop e-1 is done, and the broker's readings show it; tickets: 100, after 1.280 s"),
        (new EmergencyLeft(Demo, Noon, "e-1", ["Ticket 5: the market is closed (10018)"]), "Emergency stop e-1 has tried everything, and goes on with what is left: Ticket 5: the market is closed (10018)"),
        (new EmergencyReleased(Demo, Noon, "e-1", "anna", "over"), "Emergency stop e-1 released by anna: over"),
        (new EmergencyDrilled(Demo, Noon, "anna", 12, TimeSpan.FromMilliseconds(80), 8, TimeSpan.FromMilliseconds(560), []), "Drill of a flatten, asked by anna: 12 positions, 8 at once, 80 ms a call: proved flat after 0.560 s"),
        (new EmergencyDrilled(Demo, Noon, "anna", 2, TimeSpan.FromMilliseconds(80), 1, null, ["Ticket 5: the market is closed (10018)"]), "Drill of a flatten, asked by anna: 2 positions, 1 at once, 80 ms a call: not flat: Ticket 5: the market is closed (10018)"),
        (Cancelling, "Removing pending order 7 of EURUSD, asked by the emergency stop"),
        (new CancelSettled(Demo, Noon, Cancelling, new WriteResult(WriteOutcome.Accepted, TradeRetcode.Done, "done"), TimeSpan.FromMilliseconds(35)), "Removing pending order 7 of EURUSD accepted after 35 ms: done"),
        (new PartlyClosed(Demo, Noon, Position(), new ClosedPart(71, Noon, new Lots(0.05m), new Price(1.1m), new Money(2.5m), CloseReason.ManualMobile, Recovered: true)), "A part of Long 0.15 EURUSD was closed: 0.05 at 1.1, +2.50. " + CloseReason.ManualMobile.Say() + ", found afterwards; 0.10 are left."),
        (new QuotesKept(Demo, Noon, [new KeptMinute("EURUSD", Noon, new string('0', 64)), new KeptMinute("XAUUSD", Noon.AddMinutes(1), new string('1', 64))]), "Quotes of 2 minutes kept: EURUSD 12:00, XAUUSD 12:01."),
        (new EquityPeak(Demo, Noon, new Money(1024.50m)), "Equity is higher than ever: +1024.50"),
        (new ArmingChanged(Demo, Noon, "nothing", "XAUUSD, magic 77", "an operator", "tried on a demo"), "Armed for XAUUSD, magic 77, before for nothing, by an operator: tried on a demo"),
        (new SettingsChanged(Demo, Noon, 6, 7, [new SettingChange("Stops:MaxRisk", "2.00", "3.00"), new SettingChange("StopsByTicket:5:Manage", null, "false")], "an operator", "wider on Mondays"), "Settings version 7 holds, before version 6, by an operator: wider on Mondays (Stops:MaxRisk 2.00 to 3.00, StopsByTicket:5:Manage not set to false)"),
        (new HoldingRevoked(Demo, Noon, new Ticket(5), new FencingToken(1, 2), "a close", TimeSpan.FromSeconds(4), true, "an emergency wants the ticket"), "Ticket 5 was taken from a close after 4.000 s (token 1.2, a call was at the broker): an emergency wants the ticket"),
        (Closed(Trade() with { ClosePrice = new Price(1.0863m) }), "Short 0.100 EURUSD closed at 1.0863, +0.10: Trailing stop (found in the broker's history)."),
        (new LockDenied(Demo, Noon, new Ticket(5), "held for 2 s"), "Ticket 5 was busy: held for 2 s"),
        (new ClockJumped(Demo, Noon, TimeSpan.FromHours(-1)), "The clock jumped by -3600.0 s; quotes from before count as stale."),
        (Alarm(1), "Amber alarm: number 1"),
        (new AlarmCleared(Demo, Noon, Alarm(1).Alarm), "Alarm is over: number 1"),
    ];

    private static CloseIntended Closing => new(
        Demo, Noon, 2, new CloseWrite(new FencingToken(1, 2), new Ticket(1001), new PositionId(1), "EURUSD", Side.Long, new Lots(0.10m), "max risk"), "max risk is reached");

    private static TakeProfitIntended TakeProfit => new(
        Demo, Noon, 3, new StopWrite(new FencingToken(1, 2), new Ticket(1001), new PositionId(1), "EURUSD", new Price(1.08m), new Price(1.12m)), new Price(1.10m), "the operator");

    private static CancelIntended Cancelling => new(Demo, Noon, 5, new CancelWrite(new Ticket(7), "EURUSD"), "the emergency stop");

    private static OpenIntended Opening => new(Demo, Noon, 4, new OpenWrite("EURUSD", Side.Long, new Lots(0.10m), new Price(1.08m), null, 0, "w1"), "the operator");

    [Fact]
    public void Every_fact_has_a_sentence_that_a_trader_understands()
    {
        foreach (var (entry, words) in Sentences) JournalWords.Say(entry).ShouldBe(words);
        var facts = typeof(JournalEntry).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(JournalEntry)));
        Sentences.Select(pair => pair.Entry.GetType()).Distinct().ShouldBe(facts, ignoreOrder: true);
    }

    [Fact]
    public void Every_fact_can_be_written_as_json()
    {
        foreach (var (entry, _) in Sentences) JournalJson.WriteFact(entry).ShouldStartWith("{\"");
    }

    [Fact]
    public void A_position_and_its_progress_survive_the_round_trip_whatever_their_numbers()
    {
        var numbers = ArbMap.Default.GeneratorFor<decimal>();
        var cases =
            from price in numbers
            from stop in Prices
            from peak in numbers
            from id in ArbMap.Default.GeneratorFor<long>()
            from comment in ArbMap.Default.GeneratorFor<NonNull<string>>()
            from ticks in Gen.Choose(0, int.MaxValue)
            from side in Gen.Elements(Side.Long, Side.Short)
            from rule in Gen.Elements<RuleName?>(null, RuleName.HardStop, RuleName.Broker)
            select (
                Position(id, side, stop) with { OpenPrice = new Price(price), Comment = Whole(comment.Get), OpenTime = Noon.AddTicks(ticks), Swap = new Money(peak) },
                new StopProgress(side, price > 0 ? new HardStopAnchor(new Price(price), new Money(peak), new Lots(price), peak, new Price(price)) : null, peak, stop, stop, rule));
        Prop.ForAll(cases.ToArbitrary(), pair =>
        {
            Exactly(JournalJson.Read<Position>(JournalJson.Write(pair.Item1)), pair.Item1);
            Exactly(JournalJson.Read<StopProgress>(JournalJson.Write(pair.Item2)), pair.Item2);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Every_setting_of_a_position_is_kept()
    {
        var json = JournalJson.Write(Position(stop: new Price(1m)));
        foreach (var property in typeof(Position).GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            json.ShouldContain($"\"{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name)}\":");
        }
    }

    [Fact]
    public void The_committed_changes_of_the_tables_are_those_of_the_model_in_every_database()
    {
        Alike(new SqliteDbContext(Sqlite<SqliteDbContext>()), new PostgreSqlDbContext(PostgreSql<PostgreSqlDbContext>()));
        Alike(new SqliteControlContext(Sqlite<SqliteControlContext>()), new PostgreSqlControlContext(PostgreSql<PostgreSqlControlContext>()));
        Alike(new SqliteSettingsDbContext(Sqlite<SqliteSettingsDbContext>()), new PostgreSqlSettingsDbContext(PostgreSql<PostgreSqlSettingsDbContext>()));

        static DbContextOptions<T> Sqlite<T>() where T : DbContext => new DbContextOptionsBuilder<T>().UseSqlite("Data Source=:memory:").Options;

        static DbContextOptions<T> PostgreSql<T>() where T : DbContext => new DbContextOptionsBuilder<T>().UseNpgsql("Host=none").Options;

        static void Alike(DbContext sqlite, DbContext postgreSql)
        {
            using var one = sqlite;
            using var other = postgreSql;
            one.Database.HasPendingModelChanges().ShouldBeFalse();
            other.Database.HasPendingModelChanges().ShouldBeFalse();
            other.Database.GetMigrations().Select(Name).ShouldBe(one.Database.GetMigrations().Select(Name), "each change has its migration in both");
        }

        static string Name(string migration) => migration[(migration.IndexOf('_', StringComparison.Ordinal) + 1)..];
    }

    /// <summary>Equal, and written with the same digits: 1.10 is not 1.1 here.</summary>
    private static void Exactly<T>(T actual, T expected)
    {
        actual.ShouldBe(expected);
        actual!.ToString().ShouldBe(expected!.ToString());
    }

    /// <summary>Without halves of characters, which no encoding can carry.</summary>
    private static string Whole(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
