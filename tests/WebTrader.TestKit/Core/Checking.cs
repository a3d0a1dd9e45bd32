using FsCheck;
using FsCheck.Fluent;

namespace WebTrader.TestKit.Core;

/// <summary>Runs a property over many random cases, the same ones every time; WEBTRADER_SEED chooses others.</summary>
public static class Checking
{
    private const ulong DefaultSeed = 20260302;

    /// <summary>Checks that <paramref name="holds"/> returns without an assertion failing for every case.</summary>
    public static void ForAll<T>(Gen<T> cases, Action<T> holds, int tests = 3000) =>
        Prop.ForAll(Arb.From(cases), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(tests).WithReplay(Seed, 1UL));

    private static ulong Seed =>
        ulong.TryParse(Environment.GetEnvironmentVariable("WEBTRADER_SEED"), out var seed) ? seed : DefaultSeed;
}
