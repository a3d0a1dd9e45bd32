using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Engine.Running;

namespace WebTrader.Host.Commands.Replay;

/// <summary>How a replay runs.</summary>
/// <param name="TradeLatency">Round trip of a trade; zero takes no time.</param>
/// <param name="ReadLatency">Round trip of a reading; zero takes no time.</param>
/// <param name="InFlight">How many trades the broker takes at once.</param>
public sealed record ReplayPlan(EngineOptions Options, IReadOnlyList<SimulatedSymbol> Symbols, TimeSpan TradeLatency, TimeSpan ReadLatency, int InFlight)
{
    /// <summary>Whether it ends as soon as nothing is open and nothing more is to be opened, and does not measure how long positions wait for quotes.</summary>
    public bool IsBrief { get; init; }
}

/// <summary>
/// Plays recorded quotes through the same composition that serves live, as fast as the machine allows: time stands still while
/// anything runs, so that the same input gives the same result to the byte.
/// </summary>
public sealed class ReplayRun : IDisposable
{
    // Room for any number of positions: a replay asks what the rules do, not what the margin allows.
    private const decimal StartingBalance = 100_000_000m;

    // After the last quote, time for what is under way to end.
    private static readonly TimeSpan RunOut = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan SampleEvery = TimeSpan.FromMilliseconds(100);

    private readonly SessionScheduler scheduler = new();
    private readonly VirtualTime time;
    private readonly SimulatedBroker broker;
    private readonly AccountSession session;
    private readonly ReplayWatch watch;
    private readonly ReplayJournal journal = new();
    private readonly List<RefusedEntry> refused = [];
    private readonly Dictionary<string, Queue<ReplayEntry>> entries;
    private readonly SendOrPostCallback feedNext;
    private readonly DurationHistogram evaluationAges = new();
    private readonly bool isBrief;
    private int toOpen;
    private DateTimeOffset sampleAt;
    private TimedQuote next;

    private ReplayRun(ReplayPlan plan, DateTimeOffset start, IReadOnlyList<ReplayEntry> entries)
    {
        time = new VirtualTime(scheduler, start);
        broker = new SimulatedBroker(new SimulatedBrokerOptions { StartingBalance = StartingBalance, Symbols = plan.Symbols, MoneyDigits = 8 }, time);
        watch = new ReplayWatch(broker);
        var account = new BrokerAccount(new AccountId("replay"), "Replay", "simulator", IsLive: false, "0", "replay", broker.Currency);
        var links = new SimulatedGatewayOptions { TradeLatency = plan.TradeLatency, ReadLatency = plan.ReadLatency, TradesInFlight = plan.InFlight };
        var gateway = new SimulatedGateway(broker, account, links, time);
        isBrief = plan.IsBrief;
        toOpen = entries.Count;
        this.entries = entries.GroupBy(entry => entry.Symbol, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<ReplayEntry>(group), StringComparer.Ordinal);
        feedNext = _ => Feed();
        session = Await(() => AccountSession.ComposeAsync(gateway, time, journal, plan.Options, scheduler));
        Await(async () =>
        {
            await session.StartAsync(CancellationToken.None);
            return true;
        });
    }

    /// <summary>Runs the quotes, in the order of time, to their end.</summary>
    /// <param name="entries">The positions to open, in the order of time.</param>
    /// <exception cref="InvalidDataException">There are no quotes, or they cannot be read.</exception>
    public static ReplayResult Run(ReplayPlan plan, IEnumerable<TimedQuote> quotes, IReadOnlyList<ReplayEntry> entries)
    {
        var began = TimeProvider.System.GetTimestamp();
        ReplayRun? run = null;
        try
        {
            foreach (var quote in quotes)
            {
                run ??= new ReplayRun(plan, quote.Time, entries);
                run.Play(quote);
                if (plan.IsBrief && run.IsOver) break;
            }

            if (run is null) throw new InvalidDataException("There are no quotes to replay.");
            run.Finish();
            return run.Result(plan, TimeProvider.System.GetElapsedTime(began));
        }
        finally
        {
            run?.Dispose();
        }
    }

    public void Dispose() => scheduler.Dispose();

    private bool IsOver => toOpen == 0 && session.Book.Open.Count == 0;

    private void Play(in TimedQuote quote)
    {
        time.AdvanceTo(quote.Time);
        if (!isBrief && quote.Time >= sampleAt) Sample();
        next = quote;
        scheduler.Post(feedNext, null);
        scheduler.RunUntilIdle();
    }

    /// <summary>Before the next quote: how long each position waits to be held against the quotes so far.</summary>
    private void Sample()
    {
        sampleAt = time.GetUtcNow() + SampleEvery;
        foreach (var tracked in session.Book.Open) evaluationAges.Add(tracked.UnheldSince is { } since ? time.GetElapsedTime(since) : TimeSpan.Zero);
    }

    private void Feed()
    {
        watch.Expect(new Quote(next.Symbol, next.Bid, next.Ask, next.Time, 0));
        broker.Feed(next.Symbol, next.Bid, next.Ask, next.Time);
        if (!entries.TryGetValue(next.Symbol, out var waiting)) return;
        while (waiting.TryPeek(out var entry) && entry.Time <= next.Time) Open(waiting.Dequeue());
    }

    private void Open(ReplayEntry entry)
    {
        toOpen--;
        var receipt = broker.Open(new OrderRequest(entry.Symbol, entry.Side, entry.Lots));
        if (receipt.Retcode == TradeRetcode.Done) return;
        var spec = broker.SpecOf(entry.Symbol);
        Refuse(entry, receipt.Retcode == TradeRetcode.InvalidVolume
            ? string.Create(CultureInfo.InvariantCulture, $"lots: allowed is {spec.VolumeMin} to {spec.VolumeMax} in steps of {spec.VolumeStep}")
            : receipt.Retcode.Say());
    }

    private void Finish()
    {
        time.Advance(RunOut);
        Await(async () =>
        {
            await session.StopAsync("the quotes are at their end");
            return true;
        });
        if (scheduler.ForeignPosts > 0) throw new InvalidOperationException("Work left the session's scheduler: this replay cannot be repeated.");
        foreach (var entry in entries.Values.SelectMany(waiting => waiting).OrderBy(entry => entry.Time)) Refuse(entry, broker.HasSymbol(entry.Symbol) ? "no quote of the symbol at or after this time" : "the symbol is unknown: its case matters");
    }

    private void Refuse(ReplayEntry entry, string reason) =>
        refused.Add(new RefusedEntry(entry.Time, entry.Symbol, entry.Side, entry.Lots.Value, reason));

    private ReplayResult Result(ReplayPlan plan, TimeSpan wall)
    {
        var maxRisk = plan.Options.Plan.MaxRisk;
        var positions = watch.Positions.Select(seen => Position(seen, maxRisk)).ToList();
        var (ages, acknowledged, readBack) = (evaluationAges.Snapshot(), new DurationHistogram(), new DurationHistogram());
        foreach (var move in watch.Positions.SelectMany(seen => journal.MovesOf(seen.Position.Ticket)))
        {
            if (move.Latency is { } latency) acknowledged.Add(latency);
            if (move.ReadBack is { } took) readBack.Add(took);
        }

        return new ReplayResult
        {
            Quotes = session.Intake.Accepted,
            QuotesDropped = broker.DroppedQuotes,
            Evaluations = session.Evaluator.Evaluations,
            StopMoves = session.Writer.Statistics.StopsSet,
            ProfitMoves = session.Meter.Budget.Profit,
            OtherMessages = session.Meter.Budget.Protection,
            RejectedWrites = session.Writer.Statistics.Rejected,
            NoOpWrites = session.Writer.Statistics.NoOps,
            Regressions = watch.Regressions,
            NakedSeconds = positions.Sum(position => position.NakedSeconds),
            MaxRisk = maxRisk.Amount,
            WorstBeyondMaxRiskAndGap = positions.Select(position => Math.Max(0m, position.LossBeyondMaxRisk - (position.Gap ?? 0m))).DefaultIfEmpty(0m).Max(),
            Profit = positions.Sum(position => position.Profit),
            EvaluationAge = ReplayedTimes.Of(ages),
            Acknowledged = ReplayedTimes.Of(acknowledged.Snapshot()),
            ReadBack = ReplayedTimes.Of(readBack.Snapshot()),
            Positions = positions,
            Refused = refused,
            WallSeconds = decimal.Round((decimal)wall.TotalSeconds, 3),
        };
    }

    private ReplayedPosition Position(ReplayWatch.Watched seen, Money maxRisk)
    {
        var position = seen.Position;
        var spec = broker.SpecOf(position.Symbol);
        var trade = journal.TradeOf(position.Ticket);
        var row = trade is null ? session.View.Ticket(position.Ticket)?.Row : null;
        var profit = trade?.Profit ?? broker.FloatingProfit(position);
        return new ReplayedPosition
        {
            Ticket = position.Ticket.ToString(),
            Symbol = position.Symbol,
            Side = position.Side,
            Lots = position.Lots.Value,
            OpenTime = position.OpenTime,
            OpenPrice = position.OpenPrice.Value,
            CloseTime = trade?.CloseTime,
            ClosePrice = trade?.ClosePrice.Value,
            CloseReason = trade?.Reason,
            Profit = profit.Amount,
            Commission = (trade?.Commission ?? position.Commission).Amount,
            Swap = (trade?.Swap ?? position.Swap).Amount,
            PeakProfit = (trade?.PeakProfit ?? row?.PeakProfit)?.Amount,
            NakedSeconds = decimal.Round((decimal)watch.NakedFor(seen).TotalSeconds, 3),
            Gap = trade is not null && seen.PriceBefore is { } before ? Math.Max(0m, (spec.ProfitAt(position, before) - profit).Amount) : null,
            LossBeyondMaxRisk = Math.Max(0m, -profit.Amount - maxRisk.Amount),
            SpreadAtEntry = -spec.ProfitAt(position, seen.OpenedAt.ClosingPrice(position.Side)).Amount,
            Stop = position.StopLoss?.Value,
            StopMoves = [.. journal.MovesOf(position.Ticket).Select(move => new ReplayedMove(
                move.Intent.At, move.Intent.From?.Value, move.Intent.Write.Stop.Value, move.Intent.Rule, move.Intent.Reason, move.Result.Outcome))],
            Closes = [.. journal.ClosesOf(position.Ticket).Select(close => new ReplayedClose(close.Intent.At, close.Intent.Reason, close.Result.Outcome, (int?)close.Result.Retcode))],
        };
    }

    private T Await<T>(Func<Task<T>> start)
    {
        Task<T>? task = null;
        scheduler.Post(_ => task = start(), null);
        for (scheduler.RunUntilIdle(); !task!.IsCompleted; time.Advance(TimeSpan.FromMilliseconds(1)))
        {
        }

        return task.GetAwaiter().GetResult();
    }
}
