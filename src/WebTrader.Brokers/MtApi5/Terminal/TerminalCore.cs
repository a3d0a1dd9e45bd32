using System.Buffers;
using System.Text;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Commands;
using WebTrader.Brokers.MtApi5.Terminal.Experts;
using WebTrader.Brokers.MtApi5.Terminal.Faults;
using WebTrader.Brokers.MtApi5.Terminal.Trading;
using WebTrader.Brokers.MtApi5.Terminal.Wire;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal;

/// <summary>
/// What a simulated terminal is, however it is reached: experts on charts in front of a broker, commands in, answers and events out. It has no thread and no socket of
/// its own; everything is called on one thread or scheduler, and what waits comes back there.
/// </summary>
internal sealed class TerminalCore
{
    private readonly ITerminalLines lines;
    private readonly ExpertRoster roster;
    private readonly CommandDesk desk;
    private readonly TransactionWatch watch;

    /// <param name="open">Makes the way in.</param>
    /// <exception cref="ArgumentException">An option does not make sense; the message names it.</exception>
    public TerminalCore(SimulatedBroker broker, TerminalOptions options, TimeProvider clock, FaultPlan? plan, Func<TerminalCore, ITerminalLines> open)
    {
        if (options.Problem(broker.HasSymbol) is { } problem) throw new ArgumentException(problem, nameof(options));
        World = new TerminalWorld(broker, options, clock, plan ?? new FaultPlan(options.Seed));
        lines = open(this);
        desk = new CommandDesk(World, Counters, Announce);
        roster = new ExpertRoster(lines, clock, options.Seed, (handle, symbol) => new Expert(handle, symbol, desk.AnswerAsync, Tell));
        watch = new TransactionWatch(broker, World.Ledger, World.Transactions);
    }

    public TerminalWorld World { get; }

    public Counters Counters { get; } = new();

    /// <summary>Attaches an expert to each chart, and lets clients in.</summary>
    /// <returns>The handles of the experts.</returns>
    /// <exception cref="IOException">Clients cannot be let in.</exception>
    public IReadOnlyList<int> Start()
    {
        World.Broker.Quoted += OnQuote;
        World.Broker.Traded += OnTraded;
        return [.. World.Options.Charts.Select(chart => roster.Attach(chart, null))];
    }

    public void End()
    {
        World.Broker.Quoted -= OnQuote;
        World.Broker.Traded -= OnTraded;
        roster.End();
        lines.StopListening();
        lines.DropAll();
    }

    public void Set(string fault, string value) => FaultCatalogue.Set(new FaultTargets(World.Faults, World.Switches, World.Plan, World.Broker), fault, value);

    public int Attach(string symbol, int? handle) => roster.Attach(symbol, handle);

    public bool Detach(int handle) => roster.Detach(handle);

    /// <exception cref="ArgumentException">There is no such expert.</exception>
    public int Reinitialise(int handle)
    {
        var symbol = roster.Find(handle)?.Symbol ?? throw new ArgumentException($"There is no expert {handle}.", nameof(handle));
        roster.Detach(handle);
        ChooseAccount();
        return roster.Attach(symbol, handle);
    }

    public TerminalFigures Figures() => Counters.Now(lines.Connections, roster.Dead);

    /// <summary>A client has connected.</summary>
    public void Connected()
    {
        Counters.ConnectionsSoFar++;
        // The first connection is no reconnection.
        if (Counters.ConnectionsSoFar > 1) ChooseAccount();
    }

    /// <summary>A client has sent a message.</summary>
    public void Receive(ITerminalLine from, byte[] message)
    {
        if (!Mt5Framing.TryParse(message, out var parsed))
        {
            Counters.Malformed++;
            return;
        }

        if (parsed.Type == Mt5MessageType.Notification && parsed.Number == 0) SendList(from);
        else if (parsed.Type == Mt5MessageType.Command) Take(from, parsed);
        else Counters.Malformed++;
    }

    private void SendList(ITerminalLine to)
    {
        var list = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteExpertList(list, roster.Handles);
        to.Send(list.WrittenSpan.ToArray());
    }

    private void Take(ITerminalLine from, in Mt5Message message)
    {
        if (roster.Find(message.Expert) is not { } expert)
        {
            Counters.UnknownHandles++;
            return;
        }

        Counters.Count(message.Command);
        var payload = Encoding.UTF8.GetString(message.Payload);
        if (payload.Length > Mt5Payload.MostUnits) payload = payload[..Mt5Payload.MostUnits];
        expert.Enqueue(new WaitingCommand(from, message.Number, message.Command, payload));
        if (World.Faults.CutConnection.Strikes()) from.Drop();
        // A busy expert looks into its line again by itself; an idle one waits for the timer event, which can get lost.
        if (expert.IsBusy || !World.Faults.LostWakeUp.Strikes()) expert.Wake();
    }

    private void OnQuote(Core.Market.Quote quote)
    {
        World.Take(quote);
        foreach (var expert in roster.All)
        {
            if (World.Switches.Ticks && expert.Symbol == quote.Symbol && !expert.TellTick(Event(expert, Mt5EventType.Tick, QuoteJson.Quote(World, expert)))) Counters.TicksMissed++;
            if (World.Switches.Books && expert.Books.Contains(quote.Symbol)) expert.Tell(Event(expert, Mt5EventType.Book, $"{{\"Symbol\" : {World.Json.Text(quote.Symbol)}}}"));
        }
    }

    private void OnTraded()
    {
        foreach (var transaction in watch.Collect()) Announce(transaction);
    }

    private void Announce(string transaction)
    {
        if (!World.Switches.Transactions) return;
        foreach (var expert in roster.All) expert.Tell(Event(expert, Mt5EventType.TradeTransaction, transaction));
    }

    private void Tell(byte[] message) => Counters.Events += lines.Broadcast(message);

    private static byte[] Event(Expert expert, Mt5EventType type, string payload)
    {
        var message = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteEvent(message, expert.Handle, type, Encoding.UTF8.GetBytes(payload));
        return message.WrittenSpan.ToArray();
    }

    private void ChooseAccount() => (World.Login, World.Server) = World.Faults.WrongAccount.Strikes()
        ? (World.Faults.OtherLogin, World.Faults.OtherServer)
        : (World.Options.Login, World.Options.Server);
}
