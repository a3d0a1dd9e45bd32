using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;

namespace WebTrader.Brokers.MtApi5.Gateway;

/// <summary>
/// An account behind a MetaTrader 5 terminal. It counts as connected while an expert is there, logged in to the account of the settings, and the terminal
/// has its broker; every reading proves that again. Not thread-safe: called on the session's scheduler, where everything comes back.
/// </summary>
public sealed partial class Mt5Gateway : IBrokerGateway, IMt5Listener
{
    private readonly IMt5Client client;
    private readonly Mt5GatewayOptions options;
    private readonly TimeProvider clock;
    private readonly ServerClock serverClock;
    private readonly ExpertDesk experts;
    private readonly SymbolReader symbols;
    private readonly PositionReader positions;
    private readonly OrderReader orders;
    private readonly DealReader deals;
    private readonly CommissionBook costs;
    private readonly TerminalChecks checks;
    private readonly QuoteFeed feed;
    private readonly TradeNews news;
    private readonly TerminalReport report;
    private readonly CancellationTokenSource ending = new();
    private readonly TaskCompletionSource firstUse = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private IBrokerListener? listener;
    private Task looking = Task.CompletedTask;
    private Task asking = Task.CompletedTask;
    private string whyNot = "the terminal has not been reached yet";
    private bool? told;
    private string toldWhy = "";
    private long readings;

    /// <param name="client">Not connected yet; the gateway ends it.</param>
    /// <param name="id">The account's own short name.</param>
    public Mt5Gateway(IMt5Client client, AccountId id, string name, Mt5GatewayOptions options, TimeProvider clock)
    {
        this.client = client;
        this.options = options;
        this.clock = clock;
        serverClock = new ServerClock(clock);
        experts = new ExpertDesk(client, options, clock);
        symbols = new SymbolReader(experts, clock);
        deals = new DealReader(experts, symbols, serverClock, options);
        costs = new CommissionBook(deals);
        positions = new PositionReader(experts, symbols, costs, serverClock, options, clock);
        orders = new OrderReader(experts, symbols, options);
        checks = new TerminalChecks(experts, serverClock, options, clock);
        feed = new QuoteFeed(symbols, serverClock, clock);
        news = new TradeNews(clock);
        report = new TerminalReport(client, options, experts, checks, serverClock, symbols, feed, clock);
        Account = new BrokerAccount(id, name, "mt5", IsLive: false, options.Login.ToString(System.Globalization.CultureInfo.InvariantCulture), options.Server, options.Currency);
    }

    /// <summary>Whether it is a real one is known with the first connection.</summary>
    public BrokerAccount Account { get; private set; }

    /// <summary>Whether calls go through and quotes come in.</summary>
    public bool IsConnected => told == true;

    public TerminalState Terminal => report.Make(IsConnected ? null : whyNot, WantedSymbols());

    /// <summary>What has gone over the wire, and what waits for an answer.</summary>
    public Mt5ClientFigures Wire => client.Figures;

    /// <summary>Ends only by a mistake of ours, or when the gateway is disposed.</summary>
    public Task Running => Task.WhenAll(looking, asking);

    /// <summary>Returns when the terminal can be used, or after <see cref="Mt5GatewayOptions.StartWithin"/>: then it goes on trying.</summary>
    public async ValueTask ConnectAsync(IBrokerListener listener, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (this.listener is not null) throw new InvalidOperationException("The gateway is connected already.");
        this.listener = listener;
        feed.Listener = listener;
        client.Connect(this);
        looking = LookAsync();
        asking = AskForPricesAsync();
        await using var timer = clock.CreateTimer(static first => ((TaskCompletionSource)first!).TrySetResult(), firstUse, options.StartWithin, Timeout.InfiniteTimeSpan);
        await firstUse.Task;
        if (told is null) Tell(false, whyNot);
    }

    public async ValueTask DisposeAsync()
    {
        if (ending.IsCancellationRequested) return;
        ending.Cancel();
        listener = null;
        feed.Listener = null;
        firstUse.TrySetResult();
        await client.DisposeAsync();
        await Task.WhenAll(looking, asking);
        ending.Dispose();
    }

    void IMt5Listener.OnConnected() => whyNot = "the terminal's experts are asked for their account";

    void IMt5Listener.OnDisconnected(string reason)
    {
        experts.Choose();
        checks.Forget();
        feed.Forget();
        deals.Forget();
        positions.Doubt(null);
        Judge(reason);
    }

    void IMt5Listener.OnExpertsChanged(IReadOnlyList<Mt5Expert> present)
    {
        // Whoever begins again may be on another account, with other symbols.
        var isNew = experts.Choose();
        if (experts.Trades is null)
        {
            checks.Forget();
            Judge(ReasonOf(present));
            return;
        }

        if (isNew && told == true) Tell(true, "trades go to another expert: what was under way may overtake what comes");
        if (checks.ReadAt is null) LookAtOnce();
    }

    void IMt5Listener.OnEvent(Mt5Event reported)
    {
        experts.Heard(reported.Expert);
        switch (reported)
        {
            case Mt5Event.Tick tick:
                feed.Report(tick.Quote.Symbol, tick.Quote.Tick);
                break;
            case Mt5Event.Traded traded:
                if (traded.Transaction?.Type is Mt5TransactionType.DealUpdate or Mt5TransactionType.DealDelete) deals.Forget();
                Hear(news.Hear(traded.Expert, traded.Transaction), traded.Transaction is { PositionBy: 0 } of ? of.Position : null);
                break;
        }
    }

    void IMt5Listener.OnLateAnswer(Mt5Call call, Mt5Answer answer)
    {
        if (answer is Mt5Answer.Value or Mt5Answer.Refused) experts.Heard(call.Expert);
        if (!call.Request.IsTrade) return;
        if (answer is not Mt5Answer.Unanswered { Why: var silence } || experts.Unanswered(call.Expert, silence)) experts.Ended(call.Expert);
        Hear(TradeNewsKind.Deal);
    }

    /// <param name="position">Its ticket; null or 0 where it is not told.</param>
    private void Hear(TradeNewsKind kind, ulong? position = null)
    {
        if (kind == TradeNewsKind.None) return;
        if (kind != TradeNewsKind.Orders) positions.Happened++;
        if (kind == TradeNewsKind.Deal) positions.Doubt(position is > 0 and <= long.MaxValue and var one ? new Ticket((long)one) : null);
        listener?.OnTradeEvent();
    }

    /// <summary>Says whether the account can be used, where that has changed.</summary>
    private void Judge(string? otherwise = null)
    {
        whyNot = (otherwise ?? checks.WhyNot ?? whyNot).TrimEnd('.');
        var isUsable = otherwise is null && client.IsConnected && experts.Trades is not null && checks.WhyNot is null;
        if (isUsable) Account = Account with { IsLive = checks.IsReal };
        // Until the start is over, only good news: what takes a moment to come up is no loss.
        if (!isUsable && told is null && !firstUse.Task.IsCompleted) return;
        if (isUsable == told && (isUsable || whyNot == toldWhy)) return;
        Tell(isUsable, isUsable ? $"connected to account {options.Login} on {options.Server}" : whyNot);
    }

    private void Tell(bool isUsable, string reason)
    {
        (told, toldWhy) = (isUsable, reason);
        listener?.OnConnection(isUsable, reason);
        if (isUsable) firstUse.TrySetResult();
    }

    private static string ReasonOf(IReadOnlyList<Mt5Expert> present) =>
        present.Count == 0 ? "no expert is attached to a chart of the terminal" : string.Join("; ", present.Select(expert => expert.Reason).Distinct());
}
