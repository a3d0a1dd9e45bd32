using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Emergency;

namespace WebTrader.Host.Tests.Emergency;

/// <summary>Whoever agrees to a preview has a minute for it, once.</summary>
public sealed class EmergencyAgreementsTests
{
    private static readonly EmergencyScope Gold = new(new AccountId("demo"), "XAUUSD");

    private readonly StandingClock clock = new();
    private readonly EmergencyAgreements agreements;

    public EmergencyAgreementsTests() => agreements = new EmergencyAgreements(clock);

    [Fact]
    public void After_fifty_nine_seconds_it_is_good_and_after_sixty_it_is_not()
    {
        var (first, until) = agreements.Give("anna", EmergencyAction.Flatten, Gold, []);
        var (second, _) = agreements.Give("anna", EmergencyAction.Flatten, Gold, []);
        until.ShouldBe(clock.GetUtcNow() + TimeSpan.FromSeconds(60));
        clock.Advance(TimeSpan.FromSeconds(59));
        agreements.Take(first, "anna", EmergencyAction.Flatten, Gold).ShouldNotBeNull();
        clock.Advance(TimeSpan.FromSeconds(1));
        agreements.Take(second, "anna", EmergencyAction.Flatten, Gold).ShouldBeNull();
    }

    [Fact]
    public void It_is_good_once_for_its_caller_and_for_just_what_was_shown()
    {
        var (nonce, _) = agreements.Give("anna", EmergencyAction.Flatten, Gold, []);
        agreements.Take(nonce, "bert", EmergencyAction.Flatten, Gold).ShouldBeNull();
        agreements.Take(nonce, "anna", EmergencyAction.Tighten, Gold).ShouldBeNull();
        agreements.Take(nonce, "anna", EmergencyAction.Flatten, EmergencyScope.Everything).ShouldBeNull();
        agreements.Take(nonce, "anna", EmergencyAction.Flatten, Gold).ShouldNotBeNull("what was not agreed to uses nothing up");
        agreements.Take(nonce, "anna", EmergencyAction.Flatten, Gold).ShouldBeNull();
    }

    private sealed class StandingClock : TimeProvider
    {
        private TimeSpan passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => passed += by;

        public override long GetTimestamp() => passed.Ticks;

        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + passed;
    }
}
