using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine.Book;
using WebTrader.Engine.Views;

namespace WebTrader.TestKit.Engine;

/// <content>The words of the desk.</content>
public sealed partial class TradingDesk
{
    public const string EurUsd = "EURUSD";

    public void Quote(string symbol, decimal bid, decimal ask)
    {
        Broker.Feed(symbol, new Price(bid), new Price(ask), Now);
        Settles();
    }

    /// <summary>EURUSD with two points of spread.</summary>
    public void Quote(decimal bid) => Quote(EurUsd, bid, bid + 0.00002m);

    /// <summary>The price goes there in equal steps, one each 100 ms.</summary>
    public void Walks(decimal to, decimal step = 0.00001m)
    {
        var bid = Broker.QuoteOf(EurUsd)!.Value.Bid.Value;
        while (bid != to)
        {
            bid = to > bid ? Math.Min(to, bid + step) : Math.Max(to, bid - step);
            Quote(bid);
            PassesMilliseconds(100);
        }
    }

    /// <summary>Quotes come in for so long, the same price ten times a second.</summary>
    public void Idles(TimeSpan time, string symbol = EurUsd)
    {
        var quote = Broker.QuoteOf(symbol)!.Value;
        for (var until = Now + time; Now < until; PassesMilliseconds(100)) Quote(symbol, quote.Bid.Value, quote.Ask.Value);
    }

    public Ticket OpensByHand(Side side = Side.Long, decimal lots = 0.01m, decimal? stop = null, decimal? takeProfit = null, string symbol = EurUsd)
    {
        var receipt = Broker.Open(new OrderRequest(symbol, side, new Lots(lots), At(stop), At(takeProfit)));
        receipt.Retcode.ShouldBe(TradeRetcode.Done, receipt.Comment);
        Settles();
        return receipt.Ticket!.Value;
    }

    /// <summary>A position in EURUSD as it would be if it were opened.</summary>
    public Position Any() => new() { Ticket = default, Id = default, Symbol = EurUsd, Side = Side.Long, Lots = new Lots(0.01m), OpenPrice = new Price(1.10000m), OpenTime = Now };

    public void ClosesByHand(Ticket ticket, decimal? lots = null, DealReason reason = DealReason.Client, string comment = "")
    {
        Broker.Close(ticket, lots is { } some ? new Lots(some) : null, reason, 0, comment).Retcode.ShouldBe(TradeRetcode.Done);
        Settles();
    }

    public void SetsByHand(Ticket ticket, decimal? stop, decimal? takeProfit = null)
    {
        Broker.Modify(ticket, At(stop), At(takeProfit)).Retcode.ShouldBe(TradeRetcode.Done);
        Settles();
    }

    /// <summary>The stop that stands at the broker; null when there is none.</summary>
    public decimal? StopOf(Ticket ticket) => AtBroker(ticket).StopLoss?.Value;

    public Position AtBroker(Ticket ticket) => Broker.Find(ticket).ShouldNotBeNull($"position {ticket} is not open");

    public bool IsOpen(Ticket ticket) => Broker.Find(ticket) is not null;

    /// <summary>The session's own view of a position.</summary>
    public PositionView Row(Ticket ticket) => Session.View.Positions().Single(row => row.Ticket == ticket);

    public TrackedPosition Tracked(Ticket ticket) => Session.Book.Find(ticket).ShouldNotBeNull($"position {ticket} is not in the book");

    public IReadOnlyList<string> Alarms => [.. Session.Alarms.Standing.Select(alarm => alarm.Id)];

    public IReadOnlyList<StopSettled> Settled(Ticket ticket) => [.. Journal.All<StopSettled>().Where(settled => settled.Ticket == ticket)];

    public WriteResult LastOutcome(Ticket ticket) => Settled(ticket)[^1].Result;

    /// <summary>The one trade that was recorded of a position, once.</summary>
    public Trade TradeOf(Ticket ticket) => Journal.All<PositionClosed>().Where(closed => closed.Ticket == ticket).ShouldHaveSingleItem().Trade;

    /// <summary>The next calls of a kind meet a fault.</summary>
    public void NextCall(GatewayCall call, Fault fault, int times = 1) => Faults.Next(fault, call, times);

    /// <summary>For so long, every call of a kind meets a fault.</summary>
    public void For(TimeSpan time, GatewayCall call, Fault fault) => Faults.Add(new FaultCase(fault) { Call = call, From = Now, Until = Now + time });

    /// <summary>The connection to the broker is lost for so long.</summary>
    public void LosesConnection(TimeSpan time) => Begins(() =>
    {
        Wire.DisconnectFor(time);
        return Task.CompletedTask;
    });

    private static Price? At(decimal? price) => price is { } given ? new Price(given) : null;
}
