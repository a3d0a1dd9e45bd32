using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;

namespace WebTrader.TestKit.Journal;

/// <summary>Facts as a session would append them, on one account unless told otherwise.</summary>
public static class JournalSamples
{
    public static readonly AccountId Demo = new("demo");
    public static readonly AccountId Other = new("other");
    public static readonly DateTimeOffset Noon = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public static Position Position(long id = 1, Side side = Side.Long, Price? stop = null) => new()
    {
        Ticket = new Ticket(id + 1000),
        Id = new PositionId(id),
        Symbol = "EURUSD",
        Side = side,
        Lots = new Lots(0.10m),
        OpenPrice = new Price(1.0865000m),
        OpenTime = Noon.AddTicks(1234567),
        StopLoss = stop,
        TakeProfit = new Price(1.10m),
        Magic = 77,
        Comment = "by hand \"quoted\" € 日本",
        Swap = new Money(-0.010m),
        Commission = new Money(-0.07m),
        Profit = new Money(0.120m),
    };

    public static PositionSeen Seen(Position position) => new(Demo, Noon, position);

    public static PartlyClosed Parted(Position left, decimal lots) => new(Demo, Noon, left, new ClosedPart(71, Noon, new Lots(lots), new Price(1.1m), new Money(2.5m), CloseReason.ManualMobile, Recovered: false));

    public static StopProgress Progress(decimal peakTicks, Side side = Side.Long) => new(
        side,
        new HardStopAnchor(new Price(1.08450m), new Money(2.00m), new Lots(0.10m), 1.0000m, new Price(1.0865000m)),
        peakTicks,
        null,
        new Price(1.086600m),
        RuleName.StepTrailing);

    public static Trade Trade(long id = 1, AccountId? account = null, string symbol = "EURUSD", int minutes = 0) => new()
    {
        Account = account ?? Demo,
        Position = new PositionId(id),
        Ticket = new Ticket(id + 1000),
        Symbol = symbol,
        Side = Side.Short,
        Lots = new Lots(0.100m),
        OpenTime = Noon,
        OpenPrice = new Price(1.08650m),
        CloseTime = Noon.AddMilliseconds(123).AddMinutes(minutes),
        ClosePrice = new Price(1.0863333333333333333333333333m),
        Reason = CloseReason.TrailingStop,
        Profit = new Money(0.10m),
        Commission = new Money(-0.07m),
        Swap = new Money(0.00m),
        PeakProfit = new Money(0.34m),
        Magic = long.MaxValue,
        Recovered = true,
    };

    public static PositionClosed Closed(Trade trade) => new(trade.Account, trade.CloseTime, trade);

    public static StopIntended Intent(long number, long epoch = 1, long id = 1, string to = "1.08660") => new(
        Demo, Noon.AddSeconds(number), number,
        new StopWrite(new FencingToken(epoch, number), new Ticket(id + 1000), new PositionId(id), "EURUSD", new Price(decimal.Parse(to, System.Globalization.CultureInfo.InvariantCulture)), null),
        Side.Long, new Price(1.08450m), RuleName.StepTrailing, new Money(0.10m), "one more step is locked");

    public static StopSettled Settled(StopIntended intent, WriteOutcome outcome = WriteOutcome.Accepted) => new(
        intent.Account, intent.At.AddMilliseconds(40), intent, new WriteResult(outcome, TradeRetcode.Done, "done"),
        TimeSpan.FromMilliseconds(34.6), TimeSpan.FromMilliseconds(80));

    public static AlarmRaised Alarm(int number) =>
        new(Demo, Noon, new Alarm("test", AlarmSeverity.Amber, Noon, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"number {number}")));

    public static SessionStarted Session(long epoch, AccountId? account = null) => new(account ?? Demo, Noon, epoch, 0);
}
