using System.Reflection;
using System.Globalization;
using Shouldly;
using WebTrader.Engine.Tickets;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets.Schedules;

/// <summary>The real ticket lock under every order in which two or three tasks can meet at it, and under many random orders of more.</summary>
public sealed class TicketLockScheduleTests
{
    private const int AtMost = 60_000;

    private static int Seed => int.TryParse(Environment.GetEnvironmentVariable("WEBTRADER_SEED"), NumberStyles.None, CultureInfo.InvariantCulture, out var seed) ? seed : 20260302;

    /// <summary>The points are there in debug builds, optimised or not.</summary>
    private static bool IsCompiledOut => typeof(TicketLocks).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration != "Debug";

    public static TheoryData<string> Programs => [.. LockProgram.All.Keys];

    [Theory]
    [MemberData(nameof(Programs))]
    public void In_no_order_of_events_do_two_write_at_once_or_does_a_wait_get_lost(string program)
    {
        Assert.SkipWhen(IsCompiledOut, "The points where threads may change are not in release builds.");
        var explored = Explore(program, clock => new LockUnderTest(clock));
        TestContext.Current.TestOutputHelper!.WriteLine($"{program}: {explored} schedules, all of them.");
        explored.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Nor_in_many_random_orders_of_five_at_once()
    {
        Assert.SkipWhen(IsCompiledOut, "The points where threads may change are not in release builds.");
        using var explorer = new Explorer(5);
        explorer.Some(() => LockProgram.Crowd(clock => new LockUnderTest(clock)), 2_000, Seed);
        TestContext.Current.TestOutputHelper!.WriteLine($"2000 random schedules of five tasks, seed {Seed}.");
    }

    [Theory]
    [InlineData(nameof(LockUnderTest.RevokedReleaseGivesAPermit))]
    [InlineData(nameof(LockUnderTest.TokenNotChecked))]
    [InlineData(nameof(LockUnderTest.LockReplaced))]
    [InlineData(nameof(LockUnderTest.LostWakeUp))]
    public void A_fault_planted_around_the_lock_is_found(string fault)
    {
        Assert.SkipWhen(IsCompiledOut, "The points where threads may change are not in release builds.");
        var found = LockProgram.All.Keys.Select(program => Found(program, fault)).FirstOrDefault(story => story is not null);
        found.ShouldNotBeNull();
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault}: {found}");
    }

    private static string? Found(string program, string fault)
    {
        try
        {
            Explore(program, clock => fault switch
            {
                nameof(LockUnderTest.RevokedReleaseGivesAPermit) => new LockUnderTest.RevokedReleaseGivesAPermit(clock),
                nameof(LockUnderTest.TokenNotChecked) => new LockUnderTest.TokenNotChecked(clock),
                nameof(LockUnderTest.LockReplaced) => new LockUnderTest.LockReplaced(clock),
                _ => new LockUnderTest.LostWakeUp(clock),
            });
            return null;
        }
        catch (ScheduleException story)
        {
            return $"{program}. {story.Message}";
        }
    }

    private static int Explore(string program, Func<StepClock, LockUnderTest> around)
    {
        var tasks = LockProgram.All[program](new LockUnderTest(new StepClock()), new StepClock()).Tasks.Count;
        using var explorer = new Explorer(tasks);
        return explorer.All(() =>
        {
            var clock = new StepClock();
            return LockProgram.All[program](around(clock), clock);
        }, AtMost);
    }
}
