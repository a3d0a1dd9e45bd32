using Shouldly;
using WebTrader.Host.Commands.Simulate.Scenarios;
using WebTrader.Host.Commands.Simulate.Ways;

namespace WebTrader.Host.Tests.Commands;

/// <summary>Every named scenario, played through the engine.</summary>
public sealed class ScenarioTests
{
    public static TheoryData<string> Names => [.. ScenarioLibrary.Names];

    /// <summary>The one that is left out says why, below.</summary>
    public static TheoryData<string> NamesOverTheWire => [.. ScenarioLibrary.Names.Where(name => ScenarioLibrary.Load(name).Setup.NotOverMt5 is null)];

    [Theory]
    [MemberData(nameof(Names))]
    public void All_that_a_named_scenario_expects_holds(string name)
    {
        var result = ScenarioPlayer.Play(ScenarioLibrary.Load(name));

        result.Holds.ShouldBeTrue(ScenarioReport.Of(result));
        result.Verdicts.Count.ShouldBe(result.Script.Lines.OfType<ScriptLine.Expectation>().Count() + 1, "each expectation has a verdict, and so have the promises of every scenario");
    }

    [Theory]
    [MemberData(nameof(NamesOverTheWire))]
    public void All_that_a_named_scenario_expects_holds_over_the_wire_of_a_terminal(string name)
    {
        var result = ScenarioPlayer.Play(ScenarioLibrary.Load(name), WorldWay.Mt5);

        result.Holds.ShouldBeTrue(ScenarioReport.Of(result));
    }

    [Fact]
    public void Two_scenarios_cannot_be_played_over_the_wire_and_say_why()
    {
        var left = ScenarioLibrary.Names.Select(ScenarioLibrary.Load).Where(script => script.Setup.NotOverMt5 is not null);

        left.Select(script => script.Setup.NotOverMt5).ShouldBe(
        [
            "a terminal's expert does one trade at a time, and this is about four at once; L16 is the same with one",
            "a terminal is asked for one position after the other, and none is left out",
        ]);
    }

    [Fact]
    public void Over_the_wire_too_the_same_scenario_comes_to_the_same_end()
    {
        var script = ScenarioLibrary.Load("L4-restart-while-a-call-is-under-way");

        ScenarioReport.Of(ScenarioPlayer.Play(script, WorldWay.Mt5)).ShouldBe(ScenarioReport.Of(ScenarioPlayer.Play(script, WorldWay.Mt5)));
    }

    /// <summary>Opened at moments that fall anywhere between two counts.</summary>
    [Theory]
    [InlineData("10s")]
    [InlineData("10.1s")]
    [InlineData("10.2s")]
    [InlineData("10.3s")]
    public void A_position_opened_beside_us_has_its_stop_within_a_second_where_the_terminal_tells_nothing_of_it(string at)
    {
        var script = ScriptParser.Parse("test", "test.txt", $"about A test.\nmarket EURUSD 1.10000 spread 20\nwait {at}\nopen long 0.01 as A\nwait 1s\nexpect A protected\nexpect A unprotected at-most 1s");

        var result = ScenarioPlayer.Play(script, WorldWay.Mt5, tellsTrades: false);

        result.Verdicts.Where(verdict => verdict.Line is not null).ShouldAllBe(verdict => verdict.Holds, ScenarioReport.Of(result));
    }

    [Fact]
    public void The_classic_ones_those_on_generated_prices_and_the_lessons_are_complete()
    {
        var codes = ScenarioLibrary.Names.Select(name => name.Split('-')[0]).ToList();

        codes.ShouldBe([.. Numbered("S", 11), .. Numbered("B", 8), .. Numbered("L", 18)]);

        static IEnumerable<string> Numbered(string letter, int last) => Enumerable.Range(1, last).Select(number => $"{letter}{number}");
    }

    [Theory]
    [InlineData("S9-profit-zone-then-reversal")]
    [InlineData("B7-news-volatility")]
    [InlineData("L4-restart-while-a-call-is-under-way")]
    public void The_same_scenario_comes_to_the_same_end(string name) =>
        ScenarioReport.Of(ScenarioPlayer.Play(ScenarioLibrary.Load(name))).ShouldBe(ScenarioReport.Of(ScenarioPlayer.Play(ScenarioLibrary.Load(name))));

    [Fact]
    public void An_expectation_that_is_not_met_says_line_and_what_was_seen_with_the_story_of_the_stop()
    {
        var result = Played("open long 0.01 as A\nwait 1s\nmove +100 over 5s\nwait 1s\nexpect A stop at-least entry+70\nexpect A open");

        result.Holds.ShouldBeFalse();
        var failed = result.Verdicts.Single(verdict => !verdict.Holds);
        failed.Line.ShouldBe(7);
        failed.Seen.ShouldStartWith("ticket 100001: 1.10072, entry+52");
        failed.Seen.ShouldContain("through us: stop none -> 1.09820");
    }

    [Theory]
    [InlineData("expect A open", "held")]
    [InlineData("expect A closed", "it is open")]
    [InlineData("expect A profit 0.10 to 0.20", "-0.20")]
    [InlineData("expect A stop none", "the stop is 1.09820")]
    [InlineData("expect A stop at-most entry-201", "entry-200")]
    [InlineData("expect A at-stop at-most -2.01", "-2.00")]
    [InlineData("expect A target entry+10", "the target is none")]
    [InlineData("expect A rule step-trailing", "Hard stop")]
    [InlineData("expect A stop-moves 0", "1")]
    [InlineData("expect A unprotected at-most 1ms", "48ms")]
    [InlineData("expect A slippage 0", "nothing of the kind")]
    [InlineData("expect A flagged", "no change by others")]
    [InlineData("expect some A closed by max-risk", "none of 1")]
    [InlineData("expect alarms connection", "no alarm was raised")]
    [InlineData("expect calls 0", "1")]
    [InlineData("expect success at-most 99%", "100%")]
    [InlineData("expect drawdown at-least 1%", "0%")]
    [InlineData("expect asked done", "nothing was asked")]
    [InlineData("expect recorded 1", "0")]
    public void Each_kind_of_expectation_can_fail(string expectation, string seen)
    {
        var verdict = Played("open long 0.01 as A\nwait 1s\n" + expectation).Verdicts[0];

        verdict.Holds.ShouldBe(seen == "held");
        if (!verdict.Holds) verdict.Seen.ShouldContain(seen);
    }

    [Theory]
    [InlineData("edit A stop entry+500", "the broker refused the edit: 10016 too near the price")]
    [InlineData("session crash\nask A close", "the session does not run at this point")]
    [InlineData("session start", "the session runs already")]
    [InlineData("close A\nclose A", "A is not open any more")]
    [InlineData("open 200 long 100 as B", "the broker refused the opening: 10019 there is not enough money")]
    [InlineData("jump -100000\njump -10000", "the price of EURUSD would be zero or less")]
    public void A_line_that_cannot_be_played_fails_the_scenario_and_ends_it(string lines, string why)
    {
        var result = Played($"open long 0.01 as A\nwait 1s\n{lines}\nexpect A open");

        var failed = result.Verdicts.First(verdict => !verdict.Holds);
        failed.Seen.ShouldBe($"{why}; the scenario ends here");
        failed.Line.ShouldBe(4 + lines.Count(letter => letter == '\n') + 1);
        result.Verdicts.ShouldNotContain(verdict => verdict.Text == "expect A open");
    }

    [Fact]
    public void A_position_left_without_its_session_is_no_broken_promise_and_a_session_that_comes_back_protects_it()
    {
        var result = Played("session crash\nopen long 0.01 as A\nwait 1m\nexpect A stop none\nexpect A unprotected 60s\nsession start\nwait 1s\nexpect A protected");

        result.Holds.ShouldBeTrue(ScenarioReport.Of(result));
    }

    [Fact]
    public void Fifty_points_of_EURUSD_at_a_hundredth_of_a_lot_are_half_a_dollar()
    {
        // Less the 20 points of the spread.
        Played("open long 0.01 as A\nmove +50 over 5s\nexpect A profit 0.30").Holds.ShouldBeTrue();
        Played("open short 0.01 as A\nmove -50 over 5s\nexpect A profit 0.30").Holds.ShouldBeTrue();
    }

    private static ScenarioResult Played(string lines) =>
        ScenarioPlayer.Play(ScriptParser.Parse("test", "test.txt", "about A test.\nmarket EURUSD 1.10000 spread 20\n" + lines));
}
