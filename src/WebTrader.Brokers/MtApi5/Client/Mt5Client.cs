using System.Runtime.ExceptionServices;
using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>The client itself: keeps one line after another, and hands on what they tell.</summary>
public sealed class Mt5Client : IMt5Client
{
    // How many times its usual deadline connecting may take at most.
    private const int MostPatience = 8;

    private readonly Mt5ClientOptions options;
    private readonly TimeProvider clock;
    private readonly IMt5Dialer dialer;
    private readonly Mt5Pauses pauses;
    private readonly Mt5Counters counters = new();
    private readonly CancellationTokenSource disposing = new();
    private SynchronizationContext? context;
    private Mt5Outlet? outlet;
    private Mt5Link? link;
    private Task running = Task.CompletedTask;
    private int patience = 1;

    /// <param name="dialer">How lines are opened; null opens WebSockets.</param>
    /// <exception cref="ArgumentException">A setting does not fit; the message names all that do not.</exception>
    public Mt5Client(Mt5ClientOptions options, TimeProvider clock, IMt5Dialer? dialer = null)
    {
        if (options.Errors() is { Count: > 0 } errors) throw new ArgumentException(string.Join(' ', errors), nameof(options));
        this.options = options;
        this.clock = clock;
        this.dialer = dialer ?? new WebSocketDialer(options);
        pauses = new Mt5Pauses(options);
    }

    public bool IsConnected => link is { IsUp: true };

    public IReadOnlyList<Mt5Expert> Experts => link is { IsUp: true } ? link.Experts : [];

    public Mt5ClientFigures Figures => new(counters.Connections, counters.Sent, counters.Answered, counters.Overdue, counters.Late, counters.Kicks,
        counters.Events, counters.Ignored, link?.Outstanding ?? 0, link?.Waiting ?? 0);

    public void Connect(IMt5Listener listener)
    {
        ObjectDisposedException.ThrowIf(disposing.IsCancellationRequested, this);
        if (context is not null) throw new InvalidOperationException("The client is connected already.");
        context = SynchronizationContext.Current ?? throw new InvalidOperationException("Connect on the scheduler that everything is to arrive on.");
        outlet = new Mt5Outlet(context, listener, counters);
        running = KeepConnectedAsync();
    }

    public ValueTask<Mt5Answer> CallAsync(int expert, Mt5Request request, CancellationToken cancellation)
    {
        if (request.Payload is null) throw new ArgumentException("The request is empty.", nameof(request));
        if (WhyNot(expert, request.IsTrade ? 0 : 1, request.IsTrade ? 1 : 0, cancellation) is { } reason) return ValueTask.FromResult<Mt5Answer>(new Mt5Answer.NotSent(reason));
        return new ValueTask<Mt5Answer>(link!.Call(expert, request, cancellation));
    }

    public async ValueTask<IReadOnlyList<Mt5Answer>> CallAllAsync(int expert, IReadOnlyList<Mt5Request> requests, CancellationToken cancellation)
    {
        if (requests.Any(request => request.Payload is null || request.IsTrade)) throw new ArgumentException("Only reads go out together.", nameof(requests));
        if (WhyNot(expert, requests.Count, 0, cancellation) is { } reason) return [.. requests.Select(_ => new Mt5Answer.NotSent(reason))];
        var calls = new Task<Mt5Answer>[requests.Count];
        for (var at = 0; at < calls.Length; at++) calls[at] = link!.Call(expert, requests[at], cancellation);
        var answers = new Mt5Answer[calls.Length];
        for (var at = 0; at < calls.Length; at++) answers[at] = await calls[at];
        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        if (disposing.IsCancellationRequested) return;
        if (context is not null) Require();
        outlet?.Close();
        disposing.Cancel();
        if (link is { } last) await last.CloseAsync();
        await running;
    }

    private string? WhyNot(int expert, int reads, int trades, CancellationToken cancellation)
    {
        if (context is not null) Require();
        if (cancellation.IsCancellationRequested) return "given up before it was sent";
        if (disposing.IsCancellationRequested) return "the client is closed";
        if (link is not { IsUp: true }) return "no connection to the terminal";
        return link.WhyNot(expert, reads, trades);
    }

    private void Require()
    {
        if (SynchronizationContext.Current != context) throw new InvalidOperationException("The client is called on the scheduler that it was connected on.");
    }

    private async Task KeepConnectedAsync()
    {
        while (!disposing.IsCancellationRequested)
        {
            var began = clock.GetTimestamp();
            var reason = await HoldLineAsync();
            if (disposing.IsCancellationRequested) return;
            outlet!.Down(reason);
            // A line that did not last is no reason to try again at once.
            if (clock.GetElapsedTime(began) > options.LongestPause + options.ConnectDeadline) pauses.Reset();
            await PauseAsync(pauses.Next());
        }
    }

    // Returns why there is no line any more, or none to be had.
    private async Task<string> HoldLineAsync()
    {
        try
        {
            var wire = await DialAsync();
            using var line = new Mt5Link(wire, outlet!, options with { ConnectDeadline = Patient }, clock, context!, counters);
            link = line;
            var reason = await line.RunAsync();
            if (line.WasUp) patience = 1;
            else BePatient();
            return reason;
        }
        catch (Mt5WireException lost)
        {
            return lost.Message;
        }
        catch (Exception fault)
        {
            // A fault of our own is the scheduler's to tell; a new line is better than none meanwhile.
            context!.Post(_ => ExceptionDispatchInfo.Throw(fault), null);
            return $"a fault: {fault.Message}";
        }
        finally
        {
            link = null;
        }
    }

    private async Task<IMt5Wire> DialAsync()
    {
        var patient = Patient;
        using var deadline = new CancellationTokenSource(patient, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, disposing.Token);
        try
        {
            var wire = await dialer.DialAsync(either.Token);
            if (!disposing.IsCancellationRequested) return wire;
            wire.Dispose();
            throw new Mt5WireException("closed by us");
        }
        catch (OperationCanceledException)
        {
            BePatient();
            throw new Mt5WireException($"{options.Address} did not answer within {patient:c}");
        }
    }

    private TimeSpan Patient => options.ConnectDeadline * patience;

    // Where connecting takes longer than its deadline, as on a machine without breath, trying again just as long would never end.
    private void BePatient() => patience = Math.Min(MostPatience, patience * 2);

    private async Task PauseAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, clock, disposing.Token);
        }
        catch (OperationCanceledException)
        {
            // Closing: there is nothing to wait for.
        }
    }
}
