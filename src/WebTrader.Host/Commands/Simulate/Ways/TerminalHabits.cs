using WebTrader.Brokers.MtApi5.Terminal;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Host.Commands.Simulate.Ways;

/// <summary>How a simulated world's terminal is set up, and which of the real one's defects it has.</summary>
internal sealed record TerminalHabits
{
    public ulong Seed { get; init; } = 1;

    /// <summary>An expert on each.</summary>
    public required IReadOnlyList<string> Charts { get; init; }

    /// <summary>Round trip of a trade.</summary>
    public required TimeSpan TradeLatency { get; init; }

    /// <summary>Round trip of a reading, which is one burst or more.</summary>
    public required TimeSpan ReadLatency { get; init; }

    /// <summary>Whether the experts tell their charts' ticks.</summary>
    public bool Ticks { get; init; } = true;

    /// <summary>Whether the experts tell trade transactions.</summary>
    public bool Transactions { get; init; } = true;

    /// <summary>Of a thousand commands to an idle expert so many are not seen until the next.</summary>
    public int LostWakeUp { get; init; }

    /// <summary>Of a thousand failed trades so many have a result of what stood in memory.</summary>
    public int Garbage { get; init; }

    /// <summary>Of a thousand trades so many are done and never answered.</summary>
    public int LostAnswer { get; init; }

    /// <summary>Of a thousand seconds in so many an expert begins anew.</summary>
    public int BeginsAnew { get; init; }

    /// <summary>Of a thousand seconds in so many the terminal is cut off, for up to five seconds.</summary>
    public int IsCutOff { get; init; }

    /// <summary>Of a random world: which of them it has is decided by its seed, and it has defects only with every fault.</summary>
    public static TerminalHabits For(WorldPlan plan)
    {
        var random = SplitMix.For(plan.Seed, 7_005);
        var isFaulty = plan.Faults == FaultProfile.Full;
        return new TerminalHabits
        {
            Seed = plan.Seed,
            Charts = [.. WorldMarket.Names.Take(random.Below(2) + 1)],
            TradeLatency = plan.TradeLatency,
            ReadLatency = plan.ReadLatency,
            Ticks = random.Below(2) == 0,
            Transactions = !Has(3),
            LostWakeUp = Has(2) ? 5 : 0,
            Garbage = Has(2) ? 500 : 0,
            LostAnswer = Has(2) ? 10 : 0,
            BeginsAnew = Has(2) ? 2 : 0,
            IsCutOff = Has(2) ? 2 : 0,
        };

        // Asked in any case, so that a world without faults has the same setup as one with them.
        bool Has(int oneOf) => random.Below(oneOf) == 0 && isFaulty;
    }

    public void Apply(VirtualTerminal terminal)
    {
        terminal.Switches.Ticks = Ticks;
        terminal.Switches.Transactions = Transactions;
        terminal.Faults.LostWakeUp.Chance(LostWakeUp);
        terminal.Faults.Garbage.Chance(Garbage);
        terminal.Faults.LostAnswer.Chance(LostAnswer);
    }
}
