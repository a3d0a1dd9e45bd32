using System.Globalization;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Core.Ports;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>Says how the terminal is doing, and what a person should change. On the session's scheduler.</summary>
internal sealed class TerminalReport(IMt5Client client, Mt5GatewayOptions options, ExpertDesk experts, TerminalChecks checks, ServerClock serverClock, SymbolReader symbols, QuoteFeed feed, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan DriftAllowed = TimeSpan.FromSeconds(60);

    private readonly Queue<(long At, long Sent)> samples = new();

    /// <summary>Remembers how many messages have left so far.</summary>
    public void Sample()
    {
        samples.Enqueue((clock.GetTimestamp(), client.Figures.Sent));
        while (samples.Count > 1 && clock.GetElapsedTime(samples.Peek().At) > Minute) samples.Dequeue();
    }

    /// <param name="whyNot">Why the account cannot be used; null when it can.</param>
    /// <param name="wanted">The symbols whose prices are wanted.</param>
    public TerminalState Make(string? whyNot, IReadOnlyList<string> wanted) => new(
        options.Endpoint,
        whyNot is null,
        whyNot,
        checks.Login,
        checks.Server,
        checks.Build,
        checks.PingMs,
        checks.TookP50 is { } took ? Math.Round((decimal)took.TotalMilliseconds, 1) : null,
        [.. client.Experts.Select(expert => new TerminalExpert(expert.Handle, DoesOf(expert), StateOf(expert)))],
        [.. wanted.Select(SymbolOf)],
        checks.ReadAt is null ? [] : checks.List(),
        checks.Age is { } age ? (long)age.TotalMilliseconds : null,
        serverClock.Offset is { } offset ? Say(offset) : null,
        PerMinute(),
        [.. Advice(wanted)]);

    /// <summary>As in +03:00.</summary>
    public static string Say(TimeSpan offset) => (offset < TimeSpan.Zero ? "-" : "+") + offset.ToString("hh\\:mm", CultureInfo.InvariantCulture);

    private string DoesOf(Mt5Expert expert) =>
        expert.State != Mt5ExpertState.Ready ? TerminalExpert.Nothing
        : expert.Handle == experts.Trades ? experts.IsAlone ? "everything" : "trades"
        : expert.Handle == experts.Readings ? "quotes and readings"
        : TerminalExpert.Nothing;

    private TerminalSymbol SymbolOf(string symbol) => symbols.Find(symbol) is { } facts
        ? new TerminalSymbol(symbol, feed.IsReported(symbol), Words.Of(facts.TradeMode), Words.Of(facts.Filling), facts.Spec.StopsLevel, facts.Spec.FreezeLevel)
        : new TerminalSymbol(symbol, feed.IsReported(symbol), null, null, null, null);

    private string StateOf(Mt5Expert expert) =>
        expert.State != Mt5ExpertState.Ready ? expert.Reason
        : experts.Owing.Contains(expert.Handle) ? "it does not answer, and may still do a trade that it was sent"
        : "ready";

    private int PerMinute()
    {
        if (!samples.TryPeek(out var oldest)) return 0;
        var passed = clock.GetElapsedTime(oldest.At);
        var sent = client.Figures.Sent - oldest.Sent;
        return passed < TimeSpan.FromSeconds(1) ? 0 : (int)(sent * Minute.TotalSeconds / passed.TotalSeconds);
    }

    private IEnumerable<string> Advice(IReadOnlyList<string> wanted)
    {
        if (experts.Trades is not null && experts.IsAlone)
            yield return "Attach a second MtApi5 expert to another chart: with one only, a trade that takes long holds up quotes and readings";
        foreach (var owing in experts.Owing)
            yield return string.Create(CultureInfo.InvariantCulture, $"Expert {owing} does not answer, and may still do a trade that it was sent: the stop of that position is not tightened meanwhile. If it has stopped, attach it to its chart anew");
        if (checks.ReadAt is not null && checks.WhyNoTrades is { } off) yield return $"{char.ToUpperInvariant(off[0])}{off[1..]}: nothing can be protected until that is changed";
        var asked = wanted.Where(symbol => !feed.IsReported(symbol)).ToList();
        if (asked.Count > 0 && checks.ReadAt is not null)
            yield return string.Create(CultureInfo.InvariantCulture, $"Prices of {string.Join(", ", asked)} are asked for every {options.PollEvery.TotalMilliseconds:0} ms. Where an expert on a chart of the symbol has Enable_OnTickEvent on, the terminal reports each one");
        if (serverClock.Drift.Duration() > DriftAllowed) yield return string.Create(CultureInfo.InvariantCulture, $"The clock of the terminal's machine is {serverClock.Drift.TotalSeconds:0} s apart from the broker's: set it");
        foreach (var facts in symbols.Known)
        {
            if (wanted.Contains(facts.Spec.Name) && facts.WhyNotClose is { } closed) yield return $"{char.ToUpperInvariant(closed[0])}{closed[1..]} by the broker";
        }
    }
}
