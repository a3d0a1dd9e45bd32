using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Writing;
using WebTrader.Host.Commands.Simulate;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Tests.Commands;

/// <summary>Random worlds. All of them with WEBTRADER_FULL=true.</summary>
public sealed class WorldTests
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    [Fact]
    public void In_worlds_with_every_fault_no_stop_is_loosened_no_exposure_is_unexplained_and_every_closure_is_recorded_once()
    {
        var plan = Plan(1) with { Length = TimeSpan.FromHours(IsFull ? 8 : 0.5) };
        var worlds = SimulateCommand.Play(plan, IsFull ? 200 : 20);

        worlds.SelectMany(world => world.Violations).ShouldBeEmpty(SimulateReport.Of(worlds, plan.Length, plan.Positions, plan.Faults));
        worlds.ShouldAllBe(world => world.Figures.Closed > 250 && world.Figures.Recorded == world.Figures.Closed, "otherwise nothing was tried");
        worlds.ShouldContain(world => world.Figures.Restarts > 0);
        worlds.ShouldAllBe(world => world.Figures.Unanswered > 0 && world.Figures.Refused > 0 && world.Figures.FailedReadings > 0);
        worlds.ShouldAllBe(world => world.Figures.NakedExcess == TimeSpan.Zero);
    }

    [Fact]
    public void In_worlds_with_an_emergency_stop_flat_is_flat_nothing_is_opened_after_it_and_no_position_is_left_without_a_stop()
    {
        var plan = Plan(1) with { Length = TimeSpan.FromMinutes(20), HasStop = true };
        var worlds = SimulateCommand.Play(plan, IsFull ? 500 : 8);

        worlds.SelectMany(world => world.Violations).ShouldBeEmpty(SimulateReport.Of(worlds, plan.Length, plan.Positions, plan.Faults));
        worlds.Count(world => world.Figures.Flats > 0).ShouldBeGreaterThan(worlds.Count / 4, "otherwise nothing was tried");
        worlds.Sum(world => world.Figures.EmergencyCloses).ShouldBeGreaterThan(worlds.Count * 10);
    }

    [Fact]
    public void Over_the_wire_of_a_terminal_with_the_defects_of_real_ones_the_same_promises_hold()
    {
        var plan = Plan(1) with { Length = IsFull ? TimeSpan.FromHours(2) : TimeSpan.FromMinutes(12), Positions = 20, Over = WorldWay.Mt5 };
        var worlds = SimulateCommand.Play(plan, IsFull ? 40 : 3);

        worlds.SelectMany(world => world.Violations).ShouldBeEmpty(SimulateReport.Of(worlds, plan.Length, plan.Positions, plan.Faults));
        worlds.ShouldAllBe(world => world.Figures.Closed > 50 && world.Figures.Recorded == world.Figures.Closed, "otherwise nothing was tried");
        worlds.ShouldAllBe(world => world.Figures.Unanswered > 0 && world.Figures.Refused > 0 && world.Figures.FailedReadings > 0);
        worlds.ShouldAllBe(world => world.Figures.NakedExcess == TimeSpan.Zero);
        worlds.ShouldContain(world => world.Figures.Restarts > 0);
    }

    [Fact]
    public void Over_the_wire_too_the_same_seed_plays_the_same_world()
    {
        var plan = Plan(4) with { Length = TimeSpan.FromMinutes(2), Positions = 20, Over = WorldWay.Mt5 };

        Text().ShouldBe(Text());

        string Text() => SimulateReport.Of(SimulateCommand.Play(plan, 1), plan.Length, plan.Positions, plan.Faults);
    }

    [Fact]
    public void Where_nothing_goes_wrong_a_position_without_a_stop_has_one_in_two_tenths_of_a_second_on_average()
    {
        var world = World.Play(Plan(3) with { Length = TimeSpan.FromMinutes(10), Faults = FaultProfile.None });

        world.Violations.ShouldBeEmpty();
        world.Figures.Refused.ShouldBe(0);
        world.Figures.NakedExcess.ShouldBe(TimeSpan.Zero);
        (world.Figures.Naked / world.Figures.Exposures).ShouldBeLessThan(TimeSpan.FromMilliseconds(200));
    }

    [Fact]
    public void The_same_seed_plays_the_same_world_and_another_seed_another()
    {
        Text(4).ShouldBe(Text(4));
        Text(4).ShouldNotBe(Text(5));

        static string Text(ulong seed)
        {
            var plan = Plan(seed) with { Length = TimeSpan.FromMinutes(5), Positions = 20 };
            return SimulateReport.Of(SimulateCommand.Play(plan, 1), plan.Length, plan.Positions, plan.Faults);
        }
    }

    [Fact]
    public void A_stop_that_somebody_loosens_in_our_name_is_reported_with_seed_moment_ticket_and_story()
    {
        var planted = false;
        var world = Meddled((each, _) =>
        {
            if (planted || each.Broker.Positions.FirstOrDefault(position => position.StopLoss is not null) is not { } position) return;
            var spec = each.Broker.SpecOf(position.Symbol);
            var looser = position.Side.Offset(position.StopLoss!.Value, -20 * spec.TickSize);
            planted = each.Broker.Modify(position.Ticket, looser, position.TakeProfit).Retcode == TradeRetcode.Done;
        });

        var violation = world.Violations.ShouldHaveSingleItem();
        violation.What.ShouldContain("loosened through us");
        violation.Seed.ShouldBe(6UL);
        violation.Ticket.ShouldNotBeNull();
        violation.Story[0].ShouldContain("opened");
        violation.ToString().ShouldStartWith("VIOLATION seed 6 at 2026-01-06 12:0");
    }

    [Fact]
    public void A_position_that_somebody_closes_in_our_name_is_reported()
    {
        var planted = false;
        var world = Meddled((each, _) =>
        {
            if (planted || each.Broker.Positions.Count == 0) return;
            planted = each.Broker.Close(each.Broker.Positions[0].Ticket, null, Core.Positions.DealReason.Expert, 0).Retcode == TradeRetcode.Done;
        });

        world.Violations.ShouldHaveSingleItem().What.ShouldContain("no close of ours was sent");
    }

    private static WorldWatch Meddled(Action<World, DateTimeOffset> meddle)
    {
        using var world = new World(Plan(6) with { Length = TimeSpan.FromMinutes(2), Positions = 10, Faults = FaultProfile.None });
        world.Run(meddle);
        return world.Watch;
    }

    private static WorldPlan Plan(ulong seed) => new() { Seed = seed, Length = TimeSpan.FromHours(1), Faults = FaultProfile.Full };
}
