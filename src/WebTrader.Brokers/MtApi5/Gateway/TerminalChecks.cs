using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Ports;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// What the terminal says of itself and of the account: whether it has its broker, and whether programs may trade. Looked at again and again, and once more before
/// a trade is refused for it. On the session's scheduler.
/// </summary>
internal sealed class TerminalChecks(ExpertDesk experts, ServerClock serverClock, Mt5GatewayOptions options, TimeProvider clock)
{
    private const int Kept = 64;

    private readonly Queue<TimeSpan> took = new();

    /// <summary>When they were last read, on the monotone scale; null before.</summary>
    public long? ReadAt { get; private set; }

    public long? Login { get; private set; }
    public string? Server { get; private set; }
    public string? Currency { get; private set; }
    public string? Company { get; private set; }
    public bool IsReal { get; private set; }

    /// <summary>Whether one symbol may have several positions.</summary>
    public bool IsHedging { get; private set; }

    /// <summary>Whether the terminal has its broker.</summary>
    public bool IsOnline { get; private set; }

    /// <summary>The AutoTrading switch of the terminal.</summary>
    public bool AutoTrading { get; private set; }

    /// <summary>Whether the account may trade; not so with an investor's password.</summary>
    public bool TradeAllowed { get; private set; }

    /// <summary>Whether the broker lets programs trade on the account.</summary>
    public bool ExpertAllowed { get; private set; }

    public int? Build { get; private set; }
    public int? PingMs { get; private set; }

    public TimeSpan? Age => ReadAt is { } at ? clock.GetElapsedTime(at) : null;

    /// <summary>Half of the last looks took no longer; null before the first.</summary>
    public TimeSpan? TookP50 => took.Count == 0 ? null : took.Order().ElementAt(took.Count / 2);

    /// <summary>Why the terminal cannot be used at all; null when it can.</summary>
    public string? WhyNot => ReadAt is null ? "the terminal has not been checked yet"
        : Login != options.Login || Server != options.Server ? $"the terminal is logged in to account {Login} on {Server}, not to {options.Login} on {options.Server}"
        : Currency != options.Currency ? $"the account is in {Currency}, the settings say {options.Currency}"
        : !IsOnline ? "the terminal has no connection to the broker"
        : null;

    /// <summary>Why nothing can be traded although the terminal can be used; null when something can.</summary>
    public string? WhyNoTrades => !AutoTrading ? "AutoTrading is switched off in the terminal"
        : !TradeAllowed ? "the account may not trade: it is logged in with an investor's password, or the broker has disabled it"
        : !ExpertAllowed ? "the broker does not let programs trade on this account"
        : null;

    /// <summary>As the answer of a trade that was not even tried for <see cref="WhyNoTrades"/>.</summary>
    public Core.Writing.TradeRetcode RefusalRetcode => !AutoTrading ? Core.Writing.TradeRetcode.ClientDisablesAutoTrading
        : !TradeAllowed ? Core.Writing.TradeRetcode.TradeDisabled : Core.Writing.TradeRetcode.ServerDisablesAutoTrading;

    public IReadOnlyList<TerminalCheck> List() =>
    [
        new("broker", IsOnline, IsOnline ? "the terminal is connected to its broker" : "the terminal has no connection to the broker"),
        new("autoTrading", AutoTrading, AutoTrading ? "AutoTrading is on" : "AutoTrading is switched off in the terminal"),
        new("tradeAllowed", TradeAllowed, TradeAllowed ? "the account may trade" : "the account may not trade"),
        new("expertAllowed", ExpertAllowed, ExpertAllowed ? "programs may trade on the account" : "the broker does not let programs trade on this account"),
    ];

    /// <summary>The session is another, or the line was lost: what was read counts no more.</summary>
    public void Forget() => ReadAt = null;

    /// <summary>Reads all of them.</summary>
    /// <exception cref="Mt5ReadException">The terminal does not say.</exception>
    public async Task ReadAsync(int? expert, CancellationToken cancellation)
    {
        var burst = new Burst();
        var login = burst.Ask(Mt5Request.Account(Mt5AccountInteger.Login));
        var server = burst.Ask(Mt5Request.Account(Mt5AccountText.Server));
        var currency = burst.Ask(Mt5Request.Account(Mt5AccountText.Currency));
        var company = burst.Ask(Mt5Request.Account(Mt5AccountText.Company));
        var mode = burst.Ask(Mt5Request.Account(Mt5AccountInteger.TradeMode));
        var margin = burst.Ask(Mt5Request.Account(Mt5AccountInteger.MarginMode));
        var trade = burst.Ask(Mt5Request.Account(Mt5AccountInteger.TradeAllowed));
        var program = burst.Ask(Mt5Request.Account(Mt5AccountInteger.TradeExpert));
        var online = burst.Ask(Mt5Request.Terminal(Mt5TerminalInteger.Connected));
        var auto = burst.Ask(Mt5Request.Terminal(Mt5TerminalInteger.TradeAllowed));
        var build = burst.Ask(Mt5Request.Terminal(Mt5TerminalInteger.Build));
        var ping = burst.Ask(Mt5Request.Terminal(Mt5TerminalInteger.PingLast));
        var serverTime = burst.Ask(Mt5Request.TimeTradeServer);
        var gmt = burst.Ask(Mt5Request.TimeGmt);
        var sentAt = clock.GetTimestamp();
        await experts.ReadAsync(expert, burst, cancellation);
        Took(clock.GetElapsedTime(sentAt));

        (Login, Server, Currency, Company) = (burst.Whole(login), burst.Text(server), burst.Text(currency), burst.Text(company));
        IsReal = burst.Whole(mode) == (long)Mt5AccountTradeMode.Real;
        IsHedging = burst.Whole(margin) == (long)Mt5AccountMarginMode.RetailHedging;
        (TradeAllowed, ExpertAllowed) = (burst.Whole(trade) != 0, burst.Whole(program) != 0);
        (IsOnline, AutoTrading) = (burst.Whole(online) != 0, burst.Whole(auto) != 0);
        // The terminal measures in microseconds.
        (Build, PingMs) = ((int)burst.Whole(build), (int)(burst.Whole(ping) / 1_000));
        if (!serverClock.Take(burst.Whole(serverTime), burst.Whole(gmt)) && serverClock.Offset is null) throw new Mt5ReadException("the terminal does not tell the time of the broker's server");
        ReadAt = sentAt;
    }

    private void Took(TimeSpan time)
    {
        if (took.Count == Kept) took.Dequeue();
        took.Enqueue(time);
    }
}
