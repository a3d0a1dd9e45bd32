using Shouldly;
using WebTrader.Host.Commands.Simulate.Scenarios;

namespace WebTrader.Host.Tests.Commands;

/// <summary>What does not fit in a scenario is told with file, line, value and what is allowed.</summary>
public sealed class ScriptParserTests
{
    private const string Begin = "about A test.\nmarket EURUSD 1.10000 spread 20\nopen long 0.01 as A\n";
    private const string End = "\nexpect A open";

    [Theory]
    [InlineData("opne long 0.01 as B", "the first word is \"opne\", allowed is about, ask, balance,")]
    [InlineData("open buy 0.01 as B", "the side is \"buy\", allowed is long or short. Written as: open [COUNT] long|short LOTS as NAME")]
    [InlineData("open long 0 as B", "the lots is \"0\", allowed is a number from 0.01 to 100")]
    [InlineData("open long 0,01 as B", "the lots is \"0,01\", allowed is a number")]
    [InlineData("open long 0.01", "\"as\" is missing at the end")]
    [InlineData("open long 0.01 as b", "the name is \"b\", allowed is a capital letter, then letters and digits")]
    [InlineData("open long 0.01 as A", "the name is \"A\", allowed is a name that no line before uses")]
    [InlineData("open long 0.01 as B on XAUUSD", "the symbol is \"XAUUSD\", allowed is EURUSD")]
    [InlineData("open long 0.01 as B stop entry50", "the stop is \"entry50\", allowed is a price as in 1.09800, or entry, entry+50 and entry-200")]
    [InlineData("open 201 long 0.01 as B", "the count is \"201\", allowed is a whole number from 1 to 200")]
    [InlineData("move +50", "\"over\" is missing at the end. Written as: move [SYMBOL] POINTS over TIME")]
    [InlineData("move 0.5 over 5s", "the distance is \"0.5\", allowed is a whole number")]
    [InlineData("move +50 over 5", "the time is \"5\", allowed is a duration above zero up to 2.00:00:00, as in 80ms, 5s, 10m or 2h")]
    [InlineData("move +50 over 5s now", "the rest of the line is \"now\", allowed is nothing more")]
    [InlineData("wait -5s", "the time is \"-5s\"")]
    [InlineData("edit B stop none", "the position is \"B\", allowed is one of those opened before: A")]
    [InlineData("edit A halt none", "the next word is \"halt\", allowed is \"target\"")]
    [InlineData("fault set-stop explode next 1", "the fault of a trade is \"explode\", allowed is reject, hang, lose-answer, lose-request, act-late, pretend-done")]
    [InlineData("fault read-positions reject 10016 next 1", "the fault of a reading is \"reject\", allowed is fail, hang, or omit-last of read-positions")]
    [InlineData("fault readings omit-last next 1", "the fault of a reading is \"omit-last\", allowed is fail, hang, or omit-last of read-positions")]
    [InlineData("fault set-stop reject 10009 next 1", "the return code is \"10009\", allowed is one with which a trade server refuses")]
    [InlineData("fault set-stop reject 10016", "how often, next COUNT, for TIME or a percentage, is missing at the end")]
    [InlineData("fault set-stop reject 10016 101%", "is \"101%\", allowed is 1% to 100%")]
    [InlineData("walk sideways for 1h seed 1", "the regime is \"sideways\", allowed is quiet, trend-up, trend-down, choppy, volatile")]
    [InlineData("stress hail 5%", "the strain is \"hail\", allowed is volatility, wide-spreads")]
    [InlineData("session pause", "what happens to it is \"pause\", allowed is start, stop, crash")]
    [InlineData("expect A happy", "what is expected is \"happy\", allowed is open, closed, profit")]
    [InlineData("expect A closed by luck", "the reason is \"luck\", allowed is loss-stop, locked-stop, trailing-stop")]
    [InlineData("expect A profit much", "the value is \"much\", allowed is account money")]
    [InlineData("expect A profit 2.00 to 1.00", "the range is \"2.00 to 1.00\", allowed is the smaller value first")]
    [InlineData("expect A stop-moves 1.5", "the value is \"1.5\", allowed is a whole number, 0 or more")]
    [InlineData("expect drawdown at-most 5", "the value is \"5\", allowed is 0% to 100%")]
    [InlineData("balance 500", "\"balance\" stands after something has happened, allowed is before the first step")]
    public void A_wrong_line_is_told_with_its_number_its_value_and_what_is_allowed(string line, string says)
    {
        var wrong = Should.Throw<ScriptException>(() => ScriptParser.Parse("mine", "mine.txt", Begin + "\n# a remark\n" + line + End));

        wrong.Message.ShouldStartWith("mine.txt, line 6: ");
        wrong.Message.ShouldContain(says);
    }

    [Theory]
    [InlineData("market EURUSD 1.10000 spread 20\nopen long 0.01 as A", "mine.txt, line 2: \"about\" must stand before the first step")]
    [InlineData("about Nothing.\nopen long 0.01 as A", "mine.txt, line 2: \"market\" must stand before the first step")]
    [InlineData("about", "mine.txt, line 1: the sentence is missing")]
    [InlineData("about One.\nabout Two.", "mine.txt, line 2: \"about\" is given twice")]
    [InlineData("market EURUSD 1.10000 spread 20\nmarket EURUSD 1.10000 spread 20", "mine.txt, line 2: the market of EURUSD is given twice")]
    [InlineData("market EURSUD 1.10000 spread 20", "mine.txt, line 1: the symbol is \"EURSUD\", allowed is EURUSD, GBPUSD,")]
    [InlineData("market EURUSD 1.100001 spread 20", "mine.txt, line 1: the bid is \"1.100001\", allowed is a multiple of the tick size 0.00001")]
    [InlineData("market US30 39000 spread 12", "mine.txt, line 1: the spread is \"12\", allowed is a multiple of 5 points, the tick size of US30")]
    [InlineData("clock tomorrow", "mine.txt, line 1: the moment is \"tomorrow\", allowed is a date and time in UTC")]
    [InlineData("latency 1h", "mine.txt, line 1: the latency is \"1h\", allowed is a duration above zero up to 00:00:10")]
    [InlineData("about A.\nmarket EURUSD 1.10000 spread 20\nwait 1s", "mine.txt, line 3: nothing is expected, allowed is a scenario with at least one expectation")]
    [InlineData("", "mine.txt, line 1: nothing is expected")]
    public void A_scenario_that_begins_or_ends_wrongly_is_told(string text, string says) =>
        Should.Throw<ScriptException>(() => ScriptParser.Parse("mine", "mine.txt", text)).Message.ShouldStartWith(says);

    [Fact]
    public void Remarks_empty_lines_tabs_and_line_ends_of_other_systems_change_nothing()
    {
        var script = ScriptParser.Parse("mine", "mine.txt", "# first\r\nabout  A test, with words.\r\n\r\nmarket\tEURUSD 1.10000   spread 20 # usual\r\nopen long 0.01 as A\r\nexpect A  open");

        script.About.ShouldBe("A test, with words.");
        script.Setup.Markets.ShouldHaveSingleItem().ShouldBe(new ScriptMarket("EURUSD", 1.10000m, 20, 0, 0));
        script.Lines.Select(line => (line.Number, line.Text)).ShouldBe([(5, "open long 0.01 as A"), (6, "expect A open")]);
    }

    [Fact]
    public void A_scenario_without_an_end_is_refused() =>
        Should.Throw<ScriptException>(() => ScriptParser.Parse("mine", "mine.txt", Begin + string.Concat(Enumerable.Repeat("wait 1s\n", 1_000))))
            .Message.ShouldContain("a scenario has at most 1000 lines");
}
