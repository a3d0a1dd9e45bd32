using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Json;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>What all experts of a terminal share: the account, the market watch, the clock. On the terminal's thread.</summary>
internal sealed class TerminalWorld
{
    private const int TicksKept = 2000;

    private readonly Dictionary<string, Queue<Quote>> ticks = new(StringComparer.Ordinal);
    private DateTimeOffset disconnectedUntil = DateTimeOffset.MinValue;

    public TerminalWorld(SimulatedBroker broker, TerminalOptions options, TimeProvider clock, FaultPlan plan)
    {
        Broker = broker;
        Options = options;
        Clock = clock;
        Plan = plan;
        Faults = new TerminalFaults(options.Seed);
        Json = new EaJson(options.EscapeTexts);
        Ledger = new AccountLedger(broker);
        Transactions = new TransactionJson(Json);
        Watched = [.. broker.Symbols];
        Login = options.Login;
        Server = options.Server;
    }

    public SimulatedBroker Broker { get; }
    public TerminalOptions Options { get; }
    public TimeProvider Clock { get; }
    public FaultPlan Plan { get; }

    /// <summary>What goes wrong with readings; null for nothing.</summary>
    public FaultPlan? ReadPlan { get; set; }

    public TerminalFaults Faults { get; }
    public TerminalSwitches Switches { get; } = new();
    public EaJson Json { get; }
    public AccountLedger Ledger { get; }
    public TransactionJson Transactions { get; }

    /// <summary>The symbols in the market watch, in the broker's order.</summary>
    public List<string> Watched { get; }

    public long Login { get; set; }
    public string Server { get; set; }

    /// <summary>Orders at the market that the broker is executing.</summary>
    public List<WireOrder> OrdersUnderWay { get; } = [];

    public uint RequestsSoFar { get; set; }

    public DateTimeOffset? LastTickAt { get; private set; }

    public bool IsConnected => Switches.IsConnected && Clock.GetUtcNow() >= disconnectedUntil;

    public void DisconnectFor(TimeSpan duration) => disconnectedUntil = Clock.GetUtcNow() + duration;

    public void Take(in Quote quote)
    {
        LastTickAt = quote.Time;
        if (!ticks.TryGetValue(quote.Symbol, out var kept)) ticks[quote.Symbol] = kept = new Queue<Quote>();
        if (kept.Count == TicksKept) kept.Dequeue();
        kept.Enqueue(quote);
    }

    public IReadOnlyCollection<Quote> TicksOf(string symbol) => ticks.TryGetValue(symbol, out var kept) ? kept : [];

    /// <summary>Seconds since 1970 on the broker's clock: the only time on the wire.</summary>
    public long ServerSeconds(DateTimeOffset utc) => (utc + Broker.UtcOffset).ToUnixTimeSeconds();

    public long ServerMilliseconds(DateTimeOffset utc) => (utc + Broker.UtcOffset).ToUnixTimeMilliseconds();

    public DateTimeOffset FromServerSeconds(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds) - Broker.UtcOffset;
}
