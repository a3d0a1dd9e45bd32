using System.Globalization;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.TestKit.Core;
using Xunit;

namespace WebTrader.Core.Tests.House;

/// <summary>On a German machine, where 1.5 is written 1,5, everything reads the same.</summary>
public class CultureTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void The_machine_knows_German() => 1.5m.ToString(German).ShouldBe("1,5", "otherwise the tests below would say nothing");

    [Fact]
    public void Every_reason_reads_the_same_in_German() => Checking.ForAll(Situations.Any, at =>
        InGerman(() => Words(at)).ShouldBe(Words(at)), tests: 1000);

    [Fact]
    public void Every_number_reads_the_same_in_German()
    {
        string[] Numbers() =>
        [
            new Money(-1234.5m).ToString(), new Money(0.1m).ToString(), new Money(-1234.5m).Unsigned, new Price(18_500.50m).ToString(), new Lots(0.01m).ToString(),
            Symbols.EurUsd.Format(new Price(1.0865m)), Symbols.Japan225.Format(new Price(39_000m)), Symbols.EurUsd.FormatPoints(0.000125m),
            new FencingToken(3, 17).ToString(), TradeRetcode.Done.Say(),
        ];

        Numbers().ShouldBe(["-1234.50", "+0.10", "1234.50", "18500.50", "0.01", "1.08650", "39000", "12.5", "3.17", "10009 done"]);
        InGerman(Numbers).ShouldBe(Numbers());
    }

    [Fact]
    public void Every_complaint_about_settings_and_symbols_reads_the_same_in_German()
    {
        string[] Complaints() =>
        [
            .. new StopPlan { MaxRisk = new Money(-0.5m), SweetSpotFrom = new Money(-0.03m), SweetSpotTo = new Money(-0.1m), TrailingStep = new Money(-0.25m), TickValueDrift = 0.75m }.Problems(),
            (Symbols.EurUsd with { TickSize = -0.5m }).Problem()!,
        ];

        Complaints().Length.ShouldBe(7);
        InGerman(Complaints).ShouldBe(Complaints());
    }

    private static string[] Words(Situation at)
    {
        var verdict = at.Decide();
        return [verdict.Decision.Reason, .. verdict.Proposals.Select(proposal => proposal.Reason)];
    }

    private static T InGerman<T>(Func<T> say)
    {
        var (culture, language) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (German, German);
            return say();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, language);
        }
    }
}
