using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>What a gateway can be asked.</summary>
public enum GatewayCall
{
    SetStop,
    Close,
    Open,
    Cancel,
    ReadAccount,
    ReadPositions,
    ReadPosition,
    ReadSymbol,
    ReadDeals,
    ReadOrders,
}

/// <summary>Something that goes wrong between a client and the server.</summary>
public abstract record Fault
{
    /// <summary>The server refuses with this code and does nothing.</summary>
    public sealed record Reject(TradeRetcode Retcode) : Fault;

    /// <summary>The server takes so much longer before it acts or reads.</summary>
    public sealed record Hang(TimeSpan For) : Fault;

    /// <summary>The server acts, and its answer never arrives.</summary>
    public sealed record LoseAnswer : Fault;

    /// <summary>The request never arrives.</summary>
    public sealed record LoseRequest : Fault;

    /// <summary>
    /// Nobody tells the client what becomes of it; the server acts so much later. Where several trades may be under way the client is told so at once,
    /// and later calls overtake it; where it is one at a time the line is taken until the server has acted.
    /// </summary>
    public sealed record ActLate(TimeSpan After) : Fault;

    /// <summary>The server says done and has done nothing.</summary>
    public sealed record PretendDone : Fault;

    /// <summary>A reading fails with this reason.</summary>
    public sealed record FailRead(string Reason) : Fault;

    /// <summary>A reading of the positions leaves out the one that was opened last, and says nothing of it.</summary>
    public sealed record OmitLast : Fault;

    /// <summary>The connection is lost for so long, beginning with this call.</summary>
    public sealed record Disconnect(TimeSpan For) : Fault;
}

/// <summary>When a fault strikes. All that is given must hold.</summary>
public sealed record FaultCase(Fault Fault)
{
    /// <summary>These calls only; null for each that the fault can befall.</summary>
    public GatewayCall? Call { get; init; }

    /// <summary>Calls about this position or pending order only; null for all.</summary>
    public Ticket? Ticket { get; init; }

    /// <summary>So many matching calls pass first; zero or more.</summary>
    public int Skip { get; init; }

    /// <summary>Strikes so often at most; null without a limit.</summary>
    public int? Times { get; init; }

    /// <summary>From this moment on (UTC, included).</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before this moment (UTC).</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Strikes in so many of a thousand matching calls, by the plan's seed; 0 to 1000.</summary>
    public int PerMille { get; init; } = 1000;

    internal bool Befalls(GatewayCall call, Ticket? ticket, DateTimeOffset now) =>
        (Call is null || Call == call)
        && (Ticket is null || Ticket == ticket)
        && (From is null || now >= From)
        && (Until is null || now < Until)
        && Fault switch
        {
            Fault.Hang or Fault.Disconnect => true,
            Fault.FailRead => !IsTrade(call),
            Fault.OmitLast => call == GatewayCall.ReadPositions,
            _ => IsTrade(call),
        };

    internal static bool IsTrade(GatewayCall call) => call is GatewayCall.SetStop or GatewayCall.Close or GatewayCall.Open or GatewayCall.Cancel;
}

/// <summary>
/// The faults of one gateway, scripted or by a seed: the same plan and the same calls always fail the same way. The first case
/// that strikes a call wins. Not thread-safe.
/// </summary>
public sealed class FaultPlan(ulong seed = 0)
{
    private readonly List<Pending> cases = [];
    private SplitMix random = new(seed);

    /// <summary>How many faults have struck so far.</summary>
    public int Struck { get; private set; }

    public FaultPlan Add(FaultCase fault)
    {
        if (fault.PerMille is < 0 or > 1000) throw new ArgumentException($"PerMille is {fault.PerMille}, allowed is 0 to 1000.", nameof(fault));
        if (fault.Skip < 0) throw new ArgumentException($"Skip is {fault.Skip}, allowed is 0 or more.", nameof(fault));
        cases.Add(new Pending(fault));
        return this;
    }

    /// <summary>The next calls of one kind, so many of them, meet the fault.</summary>
    public FaultPlan Next(Fault fault, GatewayCall? call = null, int times = 1) => Add(new FaultCase(fault) { Call = call, Times = times });

    /// <summary>Every kind of fault now and then, so many of a thousand calls each.</summary>
    public static FaultPlan Storm(ulong seed, int perMille)
    {
        Fault[] kinds =
        [
            new Fault.Reject(TradeRetcode.Requote), new Fault.Reject(TradeRetcode.TooManyRequests), new Fault.Reject(TradeRetcode.Timeout),
            new Fault.Hang(TimeSpan.FromSeconds(5)), new Fault.LoseAnswer(), new Fault.LoseRequest(),
            new Fault.ActLate(TimeSpan.FromSeconds(2)), new Fault.PretendDone(), new Fault.FailRead("the terminal did not answer"),
            new Fault.Disconnect(TimeSpan.FromSeconds(2)),
        ];
        return kinds.Aggregate(new FaultPlan(seed), (plan, kind) => plan.Add(new FaultCase(kind) { PerMille = perMille }));
    }

    internal Fault? Strike(GatewayCall call, Ticket? ticket, DateTimeOffset now)
    {
        foreach (var pending in cases)
        {
            if (!pending.Case.Befalls(call, ticket, now) || pending.IsSpent) continue;
            if (pending.Skipped < pending.Case.Skip)
            {
                pending.Skipped++;
                continue;
            }

            if (pending.Case.PerMille < 1000 && random.Below(1000) >= pending.Case.PerMille) continue;
            pending.Done++;
            Struck++;
            return pending.Case.Fault;
        }

        return null;
    }

    private sealed class Pending(FaultCase fault)
    {
        public FaultCase Case { get; } = fault;
        public int Skipped { get; set; }
        public int Done { get; set; }
        public bool IsSpent => Case.Times is { } times && Done >= times;
    }
}
