using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>
/// The known defects of the real thing, each off at first and each switchable while the terminal runs (on its thread, by
/// <see cref="TerminalSimulator.ChangeAsync"/>). What goes wrong at the broker itself is in the broker's fault plan.
/// </summary>
public sealed class TerminalFaults
{
    private readonly Dictionary<Mt5Command, TimeSpan> latencies = [];

    internal TerminalFaults(ulong seed)
    {
        Block = new Strike(seed + 1);
        LostWakeUp = new Strike(seed + 2);
        DeadExpert = new Strike(seed + 3);
        Garbage = new Strike(seed + 4);
        HalfOpen = new Strike(seed + 5);
        Mute = new Strike(seed + 6);
        Drip = new Strike(seed + 7);
        WrongAccount = new Strike(seed + 8);
        LostAnswer = new Strike(seed + 9);
        PartialFill = new Strike(seed + 10);
        CutConnection = new Strike(seed + 11);
    }

    /// <summary>A command keeps its expert busy for <see cref="BlockFor"/> before it is looked at; what comes later waits in line.</summary>
    public Strike Block { get; }

    public TimeSpan BlockFor { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>A command that reaches an idle expert is not seen until the next one arrives.</summary>
    public Strike LostWakeUp { get; }

    /// <summary>A command stops its expert without notice: it stays listed and answers nothing any more.</summary>
    public Strike DeadExpert { get; }

    /// <summary>The result of a failed OrderSend is what happened to stand in memory.</summary>
    public Strike Garbage { get; }

    /// <summary>A new connection is upgraded, and nothing is ever answered on it.</summary>
    public Strike HalfOpen { get; }

    /// <summary>A new connection is accepted, and not even its upgrade is answered.</summary>
    public Strike Mute { get; }

    /// <summary>A message leaves in pieces of eight bytes with <see cref="DripPause"/> between them.</summary>
    public Strike Drip { get; }

    public TimeSpan DripPause { get; set; } = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// With a further connection, or when an expert begins anew, the terminal is on another account, until the next such moment: <see cref="OtherLogin"/> at
    /// <see cref="OtherServer"/>, with the same positions.
    /// </summary>
    public Strike WrongAccount { get; }

    public long OtherLogin { get; set; } = 99_999_999;
    public string OtherServer { get; set; } = "Other-Live";

    /// <summary>A trade is done, and its answer never leaves.</summary>
    public Strike LostAnswer { get; }

    /// <summary>A market order to open is filled in part: <see cref="PartialPercent"/> of it, in whole steps and at least the smallest volume.</summary>
    public Strike PartialFill { get; }

    /// <summary>1 to 99.</summary>
    public int PartialPercent { get; set; } = 50;

    /// <summary>A command arrives, and its connection is cut off without a close frame; the command is carried out.</summary>
    public Strike CutConnection { get; }

    /// <summary>Every command takes so long, half before it acts and half until its answer; zero at first.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The same for commands that trade; null for <see cref="Latency"/>.</summary>
    public TimeSpan? TradeLatency { get; set; }

    /// <summary>The same for one command; null takes it back.</summary>
    public void SetLatency(Mt5Command command, TimeSpan? latency)
    {
        if (latency is { } given) latencies[command] = given;
        else latencies.Remove(command);
    }

    internal TimeSpan LatencyOf(Mt5Command command, bool isTrade) =>
        latencies.TryGetValue(command, out var own) ? own : isTrade ? TradeLatency ?? Latency : Latency;
}
