using System.Buffers;
using System.Net;
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
/// A MetaTrader 5 terminal with MtApi5 experts on its charts, in front of a simulated broker: the server's side of the wire, with the real one's
/// habits and known defects, for any client to be tested against. It has a thread of its own; once it runs, the broker is touched there only
/// (<see cref="AskAsync"/>). Thread-safe.
/// </summary>
public sealed class TerminalSimulator : IAsyncDisposable
{
    private readonly TerminalLoop loop = new("terminal");
    private readonly TerminalWorld world;
    private readonly Counters counters = new();
    private readonly TerminalServer server;
    private readonly ExpertRoster roster;
    private readonly CommandDesk desk;
    private readonly TransactionWatch watch;
    private bool disposed;

    /// <param name="broker">The account's; nobody else may touch it from here on.</param>
    /// <param name="plan">What goes wrong at the broker; null for nothing at first.</param>
    /// <exception cref="ArgumentException">An option does not make sense; the message names it.</exception>
    public TerminalSimulator(SimulatedBroker broker, TerminalOptions options, TimeProvider clock, FaultPlan? plan = null)
    {
        if (options.Problem(broker.HasSymbol) is { } problem)
        {
            loop.Dispose();
            throw new ArgumentException(problem, nameof(options));
        }

        world = new TerminalWorld(broker, options, clock, plan ?? new FaultPlan(options.Seed));
        server = new TerminalServer(new IPEndPoint(options.Address, options.Port), clock, world.Faults, counters, Receive) { Connected = OnConnected };
        desk = new CommandDesk(world, counters, Announce);
        roster = new ExpertRoster(server, clock, options.Seed, (handle, symbol) => new Expert(handle, symbol, desk.AnswerAsync, Tell));
        watch = new TransactionWatch(broker, world.Ledger, world.Transactions);
    }

    /// <summary>Where it listens; once started, with the port the system chose.</summary>
    public IPEndPoint EndPoint => server.EndPoint;

    /// <summary>What a client connects to.</summary>
    public Uri Address => new($"ws://{EndPoint}/ws");

    /// <summary>Faults with what went wrong inside, which should be nothing. Never completes otherwise.</summary>
    public Task Failure => loop.Failure;

    /// <summary>Attaches an expert to each chart and opens the port.</summary>
    /// <returns>The handles of the experts.</returns>
    /// <exception cref="IOException">The port cannot be had. (The real one writes it into a log and runs on.)</exception>
    public Task<IReadOnlyList<int>> StartAsync() => loop.AskAsync(() =>
    {
        world.Broker.Quoted += OnQuote;
        world.Broker.Traded += OnTraded;
        return (IReadOnlyList<int>)[.. world.Options.Charts.Select(chart => roster.Attach(chart, null))];
    });

    /// <summary>Asks or changes the broker, on the terminal's thread.</summary>
    public Task<T> AskAsync<T>(Func<SimulatedBroker, T> ask) => loop.AskAsync(() => ask(world.Broker));

    /// <summary>Runs something beside it on the terminal's thread, such as the market that drives the broker; the task ends with it.</summary>
    public Task RunAsync(Func<Task> work) => loop.StartAsync(work);

    /// <summary>Changes faults and switches.</summary>
    public Task ChangeAsync(Action<TerminalFaults, TerminalSwitches> change) => loop.AskAsync(() =>
    {
        change(world.Faults, world.Switches);
        return true;
    });

    /// <summary>Sets a fault or a switch by its name.</summary>
    /// <exception cref="ArgumentException">There is no such fault, or the value does not fit; the message says what is allowed.</exception>
    public Task SetAsync(string fault, string value) => loop.AskAsync(() =>
    {
        FaultCatalogue.Set(new FaultTargets(world.Faults, world.Switches, world.Plan, world.Broker), fault, value);
        return true;
    });

    /// <summary>Adds to what goes wrong at the broker.</summary>
    public Task ChangeBrokerFaultsAsync(Action<FaultPlan> change) => loop.AskAsync(() =>
    {
        change(world.Plan);
        return true;
    });

    /// <summary>An expert is dragged onto a chart; the port opens where it was closed.</summary>
    /// <param name="handle">Null to choose one.</param>
    public Task<int> AttachAsync(string symbol, int? handle = null) => loop.AskAsync(() => roster.Attach(symbol, handle));

    /// <summary>An expert leaves its chart. One second after the last one the port is closed.</summary>
    public Task DetachAsync(int handle) => loop.AskAsync(() => roster.Detach(handle));

    /// <summary>An expert begins anew under its handle, as after a change of its chart or its inputs: everything it remembered is lost.</summary>
    public Task ReinitialiseAsync(int handle) => loop.AskAsync(() =>
    {
        var symbol = roster.Find(handle)?.Symbol ?? throw new ArgumentException($"There is no expert {handle}.", nameof(handle));
        roster.Detach(handle);
        ChooseAccount();
        return roster.Attach(symbol, handle);
    });

    /// <summary>Cuts every connection off without a word, as when the terminal is killed.</summary>
    public Task DropConnectionsAsync() => loop.AskAsync(() =>
    {
        server.DropAll();
        return true;
    });

    public Task<TerminalFigures> FiguresAsync() => loop.AskAsync(() => counters.Now(server.Connections, roster.Dead));

    /// <summary>Ends it as a killed terminal ends. Throws what went wrong inside, if anything did.</summary>
    public async ValueTask DisposeAsync()
    {
        if (disposed) return;
        disposed = true;
        await loop.AskAsync(() =>
        {
            world.Broker.Quoted -= OnQuote;
            world.Broker.Traded -= OnTraded;
            roster.End();
            server.StopListening();
            server.DropAll();
            return true;
        });
        loop.Dispose();
        if (loop.Failure.IsFaulted) await loop.Failure;
    }

    private void Receive(TerminalConnection from, byte[] message)
    {
        if (!Mt5Framing.TryParse(message, out var parsed))
        {
            counters.Malformed++;
            return;
        }

        if (parsed.Type == Mt5MessageType.Notification && parsed.Number == 0) SendList(from);
        else if (parsed.Type == Mt5MessageType.Command) Take(from, parsed);
        else counters.Malformed++;
    }

    private void SendList(TerminalConnection to)
    {
        var list = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteExpertList(list, roster.Handles);
        to.Send(list.WrittenSpan.ToArray());
    }

    private void Take(TerminalConnection from, in Mt5Message message)
    {
        if (roster.Find(message.Expert) is not { } expert)
        {
            counters.UnknownHandles++;
            return;
        }

        counters.Count(message.Command);
        var payload = Encoding.UTF8.GetString(message.Payload);
        if (payload.Length > Mt5Payload.MostUnits) payload = payload[..Mt5Payload.MostUnits];
        expert.Enqueue(new WaitingCommand(from, message.Number, message.Command, payload));
        if (world.Faults.CutConnection.Strikes()) from.Drop();
        // A busy expert looks into its line again by itself; an idle one waits for the timer event, which can get lost.
        if (expert.IsBusy || !world.Faults.LostWakeUp.Strikes()) expert.Wake();
    }

    private void OnQuote(Core.Market.Quote quote)
    {
        world.Take(quote);
        foreach (var expert in roster.All)
        {
            if (world.Switches.Ticks && expert.Symbol == quote.Symbol && !expert.TellTick(Event(expert, Mt5EventType.Tick, QuoteJson.Quote(world, expert)))) counters.TicksMissed++;
            if (world.Switches.Books && expert.Books.Contains(quote.Symbol)) expert.Tell(Event(expert, Mt5EventType.Book, $"{{\"Symbol\" : {world.Json.Text(quote.Symbol)}}}"));
        }
    }

    private void OnTraded()
    {
        foreach (var transaction in watch.Collect()) Announce(transaction);
    }

    private void Announce(string transaction)
    {
        if (!world.Switches.Transactions) return;
        foreach (var expert in roster.All) expert.Tell(Event(expert, Mt5EventType.TradeTransaction, transaction));
    }

    private void Tell(byte[] message) => counters.Events += server.Broadcast(message);

    private static byte[] Event(Expert expert, Mt5EventType type, string payload)
    {
        var message = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteEvent(message, expert.Handle, type, Encoding.UTF8.GetBytes(payload));
        return message.WrittenSpan.ToArray();
    }

    // The first connection is no reconnection.
    private void OnConnected()
    {
        if (counters.ConnectionsSoFar > 1) ChooseAccount();
    }

    private void ChooseAccount() => (world.Login, world.Server) = world.Faults.WrongAccount.Strikes()
        ? (world.Faults.OtherLogin, world.Faults.OtherServer)
        : (world.Options.Login, world.Options.Server);
}
