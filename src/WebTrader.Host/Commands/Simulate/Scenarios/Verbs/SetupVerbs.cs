using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>How a scenario begins, while its lines are read.</summary>
internal sealed class SetupBuilder
{
    private readonly List<ScriptMarket> markets = [];

    public string? About { get; set; }
    public ScriptSetup Rest { get; set; } = new() { Markets = [] };

    /// <summary>What must still be said before anything can happen; null when nothing.</summary>
    public string? Missing => About is null ? "about" : markets.Count == 0 ? "market" : null;

    public void Add(ScriptMarket market) => markets.Add(market);

    public ScriptSetup Build() => Rest with { Markets = markets };
}

/// <summary>A word that a line of the beginning starts with.</summary>
internal sealed record SetupVerb(string Usage, Action<LineWords, SetupBuilder> Read);

/// <summary>The lines that a scenario begins with.</summary>
internal static class SetupVerbs
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm";
    private const int MostPoints = 100_000;
    private static readonly TimeSpan LongestCall = TimeSpan.FromSeconds(10);

    public static IReadOnlyDictionary<string, SetupVerb> All { get; } = new Dictionary<string, SetupVerb>(StringComparer.Ordinal)
    {
        ["about"] = new("about ONE SENTENCE", ReadAbout),
        ["market"] = new("market SYMBOL BID spread POINTS [stops-level POINTS] [freeze-level POINTS]", ReadMarket),
        ["clock"] = new("clock YYYY-MM-DDTHH:MM (UTC)", ReadClock),
        ["balance"] = new("balance MONEY", (words, setup) => setup.Rest = setup.Rest with { Balance = words.Number("the balance", 1, 1_000_000_000) }),
        ["max-risk"] = new("max-risk MONEY", (words, setup) => setup.Rest = setup.Rest with { MaxRisk = new Money(words.Number("max risk", 0.10m, 1_000_000)) }),
        ["trailing-step"] = new("trailing-step MONEY", (words, setup) => setup.Rest = setup.Rest with { TrailingStep = new Money(words.Number("the step", 0.10m, 1_000_000)) }),
        ["messages"] = new("messages COUNT reserve COUNT (on a day)", ReadMessages),
        ["latency"] = new("latency TIME", (words, setup) => setup.Rest = setup.Rest with { TradeLatency = words.Time("the latency", LongestCall) }),
        ["read-latency"] = new("read-latency TIME", (words, setup) => setup.Rest = setup.Rest with { ReadLatency = words.Time("the latency", LongestCall) }),
        ["in-flight"] = new("in-flight COUNT", (words, setup) => setup.Rest = setup.Rest with { InFlight = words.Count("the count", 1, 64) }),
        ["not-over"] = new("not-over mt5 WHY", ReadNotOver),
        ["session-later"] = new("session-later", (_, setup) => setup.Rest = setup.Rest with { StartsLater = true }),
    };

    private static void ReadAbout(LineWords words, SetupBuilder setup)
    {
        if (setup.About is not null) throw words.Fail("\"about\" is given twice");
        if (words.AtEnd) throw words.Fail("the sentence is missing");
        setup.About = words.Rest;
        while (!words.AtEnd) words.Take("a word");
    }

    private static void ReadMessages(LineWords words, SetupBuilder setup)
    {
        var day = words.Count("the messages of a day", 1, 1_000_000);
        words.Need("reserve");
        setup.Rest = setup.Rest with { Messages = new MessageLimits { PerDay = day, Reserve = words.Count("the reserve", 0, day) } };
    }

    private static void ReadNotOver(LineWords words, SetupBuilder setup)
    {
        words.Need("mt5");
        if (words.AtEnd) throw words.Fail("the reason is missing");
        setup.Rest = setup.Rest with { NotOverMt5 = words.Rest };
        while (!words.AtEnd) words.Take("a word");
    }

    private static void ReadMarket(LineWords words, SetupBuilder setup)
    {
        var symbol = words.Take("the symbol");
        if (SymbolSpecs.Find(symbol) is not { } known) throw words.Wrong("the symbol", symbol, string.Join(", ", SymbolSpecs.BuiltIn.Select(each => each.Spec.Name)));
        if (words.Names.Symbols.Contains(symbol)) throw words.Fail($"the market of {symbol} is given twice");
        var bid = words.Number("the bid", known.Spec.TickSize, 10_000_000);
        if (!known.Spec.IsOnGrid(new Price(bid))) throw words.Wrong("the bid", bid.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a multiple of the tick size {known.Spec.TickSize}"));
        words.Need("spread");
        var spread = TakePoints(words, "the spread", known.Spec);
        var stops = words.Try("stops-level") ? words.Count("the stops level", 0, MostPoints) : 0;
        var freeze = words.Try("freeze-level") ? words.Count("the freeze level", 0, MostPoints) : 0;
        words.Names.Symbols.Add(symbol);
        setup.Add(new ScriptMarket(symbol, bid, spread, stops, freeze));
    }

    /// <summary>A distance between two quotes or sides of one: whole ticks, as everything else would be refused or rounded.</summary>
    public static int TakePoints(LineWords words, string what, SymbolSpec spec, int least = 0)
    {
        var points = words.Count(what, least, MostPoints);
        var perTick = spec.TickSize / spec.Point;
        return points % perTick == 0 ? points : throw words.Wrong(what, points.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"a multiple of {perTick} points, the tick size of {spec.Name}"));
    }

    private static void ReadClock(LineWords words, SetupBuilder setup)
    {
        var given = words.Take("the moment");
        if (!DateTimeOffset.TryParseExact(given, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            throw words.Wrong("the moment", given, "a date and time in UTC, as in 2026-01-05T22:30");
        setup.Rest = setup.Rest with { Begin = moment };
    }
}
