using WebTrader.Brokers.Ticks;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Simulator;

/// <summary>
/// A trade server for one account, hedging unless told otherwise: book, matching and history, with MT5's checks and return codes. It knows nothing of
/// latency and faults; those are between it and a client (<see cref="SimulatedGateway"/>). Not thread-safe: everything runs on one scheduler.
/// </summary>
public sealed partial class SimulatedBroker
{
    private readonly SimulatedBrokerOptions options;
    private readonly TimeProvider clock;
    private readonly SymbolBoard board;
    private readonly AccountSheet sheet;
    private readonly BrokerBook book;

    /// <summary>Begins with a fresh book. Throws <see cref="ArgumentException"/> for options that do not make sense.</summary>
    public SimulatedBroker(SimulatedBrokerOptions options, TimeProvider clock)
    {
        if (options.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));
        this.options = options;
        this.clock = clock;
        board = new SymbolBoard(options);
        sheet = new AccountSheet(board, options);
        book = new BrokerBook(options);
    }

    /// <summary>Goes on from a saved book. Throws <see cref="ArgumentException"/> where the book does not fit the options.</summary>
    public SimulatedBroker(SimulatedBrokerOptions options, TimeProvider clock, BookState state, IReadOnlyList<Deal> deals)
        : this(options, clock)
    {
        if (state.Currency != options.Currency)
            throw new ArgumentException($"The book is kept in {state.Currency}, the account in {options.Currency}.", nameof(state));
        if (state.Orders?.FirstOrDefault(order => !board.Has(order.Symbol)) is { } waiting)
            throw new ArgumentException($"Order {waiting.Ticket} is in {waiting.Symbol}, which the broker does not have.", nameof(state));
        if (state.Positions.FirstOrDefault(position => !board.Has(position.Symbol)) is { } stranger)
            throw new ArgumentException($"Position {stranger.Ticket} is in {stranger.Symbol}, which the broker does not have.", nameof(state));
        book = new BrokerBook(state, deals);
        foreach (var quote in state.Quotes.Where(quote => board.Has(quote.Symbol)))
            board.Take(new Quote(quote.Symbol, quote.Bid, quote.Ask, quote.Time, clock.GetTimestamp()));
    }

    /// <summary>Each sane quote, after the broker has executed what it set off.</summary>
    public event Action<Quote>? Quoted;

    /// <summary>Something changed about positions or pending orders.</summary>
    public event Action? Traded;

    /// <summary>
    /// Puts the book on file; called after each change and before it is answered. When it throws <see cref="IOException"/> the
    /// change is taken back: a trade is answered with <see cref="TradeRetcode.Error"/>, a quote's executions are tried again by the next quote
    /// after the exception has gone to the caller.
    /// </summary>
    public Action? Keep { get; set; }

    /// <summary>What the broker takes for now while a market is driven, so that a late timer leaves no trace; null for the clock.</summary>
    public DateTimeOffset? Moment { get; set; }

    /// <summary>The terminal's AutoTrading button; when off, trades through a gateway are answered 10027.</summary>
    public bool AutoTrading { get; set; } = true;

    public DateTimeOffset Now => Moment ?? clock.GetUtcNow();

    public string Currency => options.Currency;
    public TimeSpan UtcOffset => options.UtcOffset;
    public decimal Leverage => options.Leverage;
    public decimal StopOutLevel => options.StopOutLevel;
    public bool IsNetting => options.IsNetting;
    public IEnumerable<string> Symbols => board.Names;

    /// <summary>Open positions by ticket, ascending; a new list after each change.</summary>
    public IReadOnlyList<Position> Positions => book.Open;

    /// <summary>All deals, oldest first.</summary>
    public IReadOnlyList<Deal> Deals => book.Deals;

    public Money Balance => book.Balance;

    /// <summary>Balance and floating profit and swap, rounded as the broker books money.</summary>
    public Money Equity => book.Balance + sheet.Floating(book.Open);

    /// <summary>Account money bound by the open positions.</summary>
    public Money Margin => sheet.Margin(book.Open);

    /// <summary>Quotes that were refused: a price of zero or less, or an ask below the bid.</summary>
    public long DroppedQuotes { get; private set; }

    /// <summary>The symbol as of now: its tick values move with the rates. Throws <see cref="ArgumentException"/> for a symbol the broker does not have.</summary>
    public SymbolSpec SpecOf(string symbol) => board.SpecOf(symbol);

    public bool HasSymbol(string symbol) => board.Has(symbol);

    /// <summary>What the symbol was set up with, as last changed. Throws like <see cref="SpecOf"/>.</summary>
    public SimulatedSymbol TermsOf(string symbol) => board.TermsOf(symbol);

    /// <summary>Account money that so many lots would bind at a price.</summary>
    public Money MarginFor(string symbol, Lots lots, Price price) => sheet.MarginOf(symbol, lots, price);

    public Quote? QuoteOf(string symbol) => board.QuoteOf(symbol);

    public Position? Find(Ticket ticket) => book.Find(ticket);

    public IReadOnlyList<Deal> DealsOf(PositionId position) => book.DealsOf(position);

    /// <summary>Deals at or after a moment (UTC), oldest first.</summary>
    public IReadOnlyList<Deal> DealsSince(DateTimeOffset since) => book.DealsSince(since);

    /// <summary>Closes or opens the market of a symbol; while closed, trades are answered 10018, and stops stand until it opens.</summary>
    public void SetMarketOpen(string symbol, bool open) => board.SetOpen(symbol, open);

    /// <summary>Changes a symbol's terms while running, as brokers do.</summary>
    public void ChangeSymbol(string symbol, Func<SimulatedSymbol, SimulatedSymbol> change) => board.Change(symbol, change);

    /// <summary>Gross profit if the position were closed now, rounded as the broker books money; zero before the first quote.</summary>
    public Money FloatingProfit(Position position) => sheet.FloatingProfit(position);

    public BookState State() => new()
    {
        Currency = options.Currency,
        Balance = book.Balance,
        NextTicket = book.NextTicket,
        NextDeal = book.NextDeal,
        BrokerDay = book.BrokerDay,
        Positions = book.Open,
        Orders = book.Orders.Length == 0 ? null : book.Orders,
        EndedOrders = book.EndedOrders.Length == 0 ? null : book.EndedOrders,
        Quotes = [.. board.Quotes.Select(quote => new TimedQuote(quote.Symbol, quote.Bid, quote.Ask, quote.Time))],
    };

    private Money Booked(Money exact) => sheet.Booked(exact);
}
