using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.Stops;

public class StopLayersTests
{
    private static readonly Position Gold = Situation.Long(Symbols.XauUsd, 0.01m, 2400m).Position;

    private static StopLayer Account(StopPatch patch) => new(StopLayerKind.Account, "", patch);

    private static StopLayer Symbol(string symbol, StopPatch patch) => new(StopLayerKind.Symbol, symbol, patch);

    private static StopLayer Magic(string magic, StopPatch patch) => new(StopLayerKind.Magic, magic, patch);

    private static Money Amount(decimal amount) => new(amount);

    [Fact]
    public void Without_layers_the_defaults_hold_and_everything_is_managed()
    {
        var effective = new StopSettings(new StopPlan(), []).For(Gold);
        effective.Plan.ShouldBe(new StopPlan());
        effective.IsManaged.ShouldBeTrue();
        effective.Origins.ShouldBeEmpty();
    }

    [Fact]
    public void A_narrower_layer_switches_a_rule_off_and_a_still_narrower_one_on_again()
    {
        var ladder = new LadderPlan(Amount(2m), Amount(1m), Amount(1m));
        var settings = new StopSettings(new StopPlan { Ladder = ladder, MaxHolding = TimeSpan.FromHours(4), BreakEven = new BreakEvenPlan(Amount(1m), Amount(0.02m)) },
        [
            Symbol("XAUUSD", new StopPatch { Off = OptionalRules.Ladder | OptionalRules.MaxHolding }),
            Magic("77", new StopPatch { MaxHolding = TimeSpan.FromHours(1) }),
        ]);

        var gold = settings.For(Gold);
        (gold.Plan.Ladder, gold.Plan.MaxHolding).ShouldBe((null, null));
        gold.Plan.BreakEven.ShouldNotBeNull("nobody switched it off");
        gold.Origins.ShouldBe(new Dictionary<string, string> { ["Ladder"] = "symbol XAUUSD", ["MaxHolding"] = "symbol XAUUSD" }, ignoreOrder: true);
        settings.For(Gold with { Magic = 77 }).Plan.MaxHolding.ShouldBe(TimeSpan.FromHours(1));
        settings.For(Gold with { Symbol = "EURUSD" }).Plan.Ladder.ShouldBe(ladder);
    }

    [Fact]
    public void The_narrowest_layer_that_says_something_has_the_last_word_and_is_named()
    {
        var settings = new StopSettings(new StopPlan(),
        [
            Magic("77", new StopPatch { TrailingStep = Amount(0.50m) }),
            Symbol("XAUUSD", new StopPatch { MaxRisk = Amount(5m), TrailingStep = Amount(0.30m) }),
            Account(new StopPatch { MaxRisk = Amount(3m), MinimumMove = Amount(0.20m) }),
            Symbol("EURUSD", new StopPatch { MaxRisk = Amount(9m) }),
        ]);

        var effective = settings.For(Gold with { Magic = 77 });

        (effective.Plan.MaxRisk, effective.Plan.TrailingStep, effective.Plan.MinimumMove).ShouldBe((Amount(5m), Amount(0.50m), Amount(0.20m)));
        effective.Origins.ShouldBe(new Dictionary<string, string> { ["MaxRisk"] = "symbol XAUUSD", ["TrailingStep"] = "magic 77", ["MinimumMove"] = "account" }, ignoreOrder: true);
        settings.For(Gold).Plan.TrailingStep.ShouldBe(Amount(0.30m));
    }

    [Fact]
    public void Positions_of_one_program_can_be_left_to_others_and_one_symbol_of_it_taken_back()
    {
        var settings = new StopSettings(new StopPlan(), [Account(new StopPatch { Manage = false }), Symbol("XAUUSD", new StopPatch { Manage = true }), Magic("5", new StopPatch { Manage = false })]);
        settings.For(Gold).IsManaged.ShouldBeTrue();
        settings.For(Gold with { Magic = 5 }).IsManaged.ShouldBeFalse();
        settings.For(Gold with { Symbol = "EURUSD" }).IsManaged.ShouldBeFalse();
    }

    [Fact]
    public void A_word_in_the_comment_tells_more_than_the_program()
    {
        var settings = new StopSettings(new StopPlan(), [Magic("77", new StopPatch { Manage = false }), new StopLayer(StopLayerKind.Comment, "scalper", new StopPatch { Manage = true, MaxRisk = Amount(0.50m) })]);
        var effective = settings.For(Gold with { Magic = 77, Comment = "My Scalper v2 #8812" });
        effective.IsManaged.ShouldBeTrue();
        effective.Origins.ShouldBe(new Dictionary<string, string> { ["Manage"] = "comment scalper", ["MaxRisk"] = "comment scalper" }, ignoreOrder: true);
        settings.For(Gold with { Magic = 77, Comment = "swing" }).IsManaged.ShouldBeFalse();
    }

    [Fact]
    public void One_ticket_can_have_settings_of_its_own_over_all_others()
    {
        var settings = new StopSettings(new StopPlan(), [new StopLayer(StopLayerKind.Ticket, "7001", new StopPatch { MaxRisk = Amount(1m) }), new StopLayer(StopLayerKind.Comment, "swing", new StopPatch { MaxRisk = Amount(9m) })]);
        var swing = Gold with { Comment = "swing" };
        settings.For(swing).Plan.MaxRisk.ShouldBe(Amount(1m));
        settings.For(swing).Origins.ShouldBe(new Dictionary<string, string> { ["MaxRisk"] = "ticket 7001" });
        settings.For(swing with { Ticket = new Ticket(7002) }).Plan.MaxRisk.ShouldBe(Amount(9m));
    }

    [Fact]
    public void Two_words_that_one_comment_may_contain_are_checked_together()
    {
        StopLayer Word(string word, StopPatch patch) => new(StopLayerKind.Comment, word, patch);
        new StopSettings(new StopPlan(), [Word("swing", new StopPatch { TrailingStep = Amount(1.50m) }), Word("small", new StopPatch { MaxRisk = Amount(1m) })]).Problems()
            .ShouldBe(["Stops (comment swing, comment small): TrailingStep is 1.50, allowed is at most MaxRisk (1)"]);
    }

    [Fact]
    public void What_does_not_fit_is_told_with_the_layers_it_comes_from_also_where_only_two_together_do_not()
    {
        var settings = new StopSettings(new StopPlan(), [Symbol("XAUUSD", new StopPatch { TrailingStep = Amount(1.50m) }), Magic("77", new StopPatch { MaxRisk = Amount(1m) })]);
        settings.Problems().ShouldBe(["Stops (symbol XAUUSD, magic 77): TrailingStep is 1.50, allowed is at most MaxRisk (1)"]);

        new StopSettings(new StopPlan { MaxRisk = Money.Zero }, [Symbol("XAUUSD", new StopPatch { Ladder = new LadderPlan(Amount(1m), Amount(2m), Amount(1m)) })]).Problems()
            .ShouldBe(["Stops:MaxRisk is 0, allowed is above 0", "Stops:TrailingStep is 0.10, allowed is at most MaxRisk (0)", "Stops (symbol XAUUSD): Ladder:Arm is 1, allowed is above Floor (2)"]);
    }
}
