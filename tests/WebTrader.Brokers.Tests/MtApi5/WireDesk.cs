using System.Globalization;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Engine.Running;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>A client at a scripted terminal with one expert (7) on account 12345678, on a clock that moves when told.</summary>
internal sealed class WireDesk : IMt5Listener, IDisposable
{
    public const int Expert = 7;
    public const long Login = 12345678;

    private readonly SessionScheduler scheduler = new();

    public WireDesk(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        Clock = new VirtualTime(scheduler, new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.Zero));
        var options = new Mt5ClientOptions { Login = Login, Server = "Broker-Demo" };
        Client = new Mt5Client(set?.Invoke(options) ?? options, Clock, Terminal);
        Terminal.Answers = AnswerAccount;
    }

    public ScriptedTerminal Terminal { get; } = new();

    public VirtualTime Clock { get; }

    public Mt5Client Client { get; }

    /// <summary>What the listener was told, in order.</summary>
    public List<string> Told { get; } = [];

    public List<Mt5Event> Events { get; } = [];

    public List<(Mt5Call Call, Mt5Answer Answer)> Late { get; } = [];

    /// <summary>The account that the expert says it is on.</summary>
    public long SaysLogin { get; set; } = Login;

    /// <summary>Commands of the caller, as they stood on the wire; without those that the client sends by itself.</summary>
    public IEnumerable<string> Commands => Terminal.Heard.Where(line => line.StartsWith("0;", StringComparison.Ordinal) && !IsOwn(line));

    /// <summary>The number of the last command on the wire.</summary>
    public int LastId => IdOf(Terminal.Heard[^1]);

    /// <summary>Connects, lets the expert be checked, and forgets what was said so far.</summary>
    public static WireDesk Connected(Func<Mt5ClientOptions, Mt5ClientOptions>? set = null)
    {
        var desk = new WireDesk(set);
        desk.Connect();
        desk.Terminal.Say($"3;{Expert}");
        desk.Run();
        desk.Told.Clear();
        return desk;
    }

    public void Connect() => On(() => Client.Connect(this));

    /// <summary>Calls from another thread than the client's scheduler, as nobody should.</summary>
    public void CallFromElsewhere() => Client.CallAsync(Expert, Mt5Request.PositionsTotal, CancellationToken.None).AsTask();

    public void Run() => scheduler.RunUntilIdle();

    public void Pass(double milliseconds) => Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>Does something on the client's scheduler and lets everything run that can.</summary>
    public void On(Action act)
    {
        scheduler.Post(_ => act(), null);
        Run();
    }

    /// <summary>From here on the socket takes nothing.</summary>
    public void Jam() => Terminal.Jam = new TaskCompletionSource();

    public void Unjam()
    {
        var jam = Terminal.Jam!;
        Terminal.Jam = null;
        On(jam.SetResult);
    }

    public Awaited<Mt5Answer> Call(Mt5Request request, int expert = Expert) => Begin(() => Client.CallAsync(expert, request, CancellationToken.None));

    public Awaited<Mt5Answer> Call(Mt5Request request, CancellationTokenSource until) => Begin(() => Client.CallAsync(Expert, request, until.Token));

    public Awaited<IReadOnlyList<Mt5Answer>> Burst(params Mt5Request[] requests) => Begin(() => Client.CallAllAsync(Expert, requests, CancellationToken.None));

    public Awaited<bool> Close() => Begin(async () =>
    {
        await Client.DisposeAsync();
        return true;
    });

    public Awaited<T> Begin<T>(Func<ValueTask<T>> begin)
    {
        var awaited = new Awaited<T>();
        Task? running = null;
        On(() => running = awaited.RunAsync(begin));
        // What fails at once must not look like something that still runs.
        if (running!.Exception is { } fault) throw fault.InnerException!;
        return awaited;
    }

    public void Answer(int id, string value, int expert = Expert)
    {
        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $$"""1;{{expert}};{{id}};{"ErrorCode" : "0","Value" : {{value}}}"""));
        Run();
    }

    public void Say(string message)
    {
        Terminal.Say(message);
        Run();
    }

    public static int IdOf(string line) => int.Parse(line.Split(';')[2], CultureInfo.InvariantCulture);

    public static bool IsKick(string line) => line.Split(';') is ["0", _, _, "67", ""];

    void IMt5Listener.OnConnected() => Told.Add("connected");

    void IMt5Listener.OnDisconnected(string reason) => Told.Add($"disconnected: {reason}");

    void IMt5Listener.OnExpertsChanged(IReadOnlyList<Mt5Expert> experts) =>
        Told.Add("experts: " + string.Join(", ", experts.Select(expert => $"{expert.Handle} {expert.State}")));

    void IMt5Listener.OnEvent(Mt5Event reported)
    {
        Told.Add("event");
        Events.Add(reported);
    }

    void IMt5Listener.OnLateAnswer(Mt5Call call, Mt5Answer answer) => Late.Add((call, answer));

    public void Dispose()
    {
        Terminal.Dispose();
        scheduler.Dispose();
    }

    private static bool IsOwn(string line) => IsKick(line) || IsAccountCheck(line);

    private static bool IsAccountCheck(string line) => line.EndsWith(";33;{\"PropertyId\":0}", StringComparison.Ordinal) || line.EndsWith(";34;{\"PropertyId\":3}", StringComparison.Ordinal);

    private string? AnswerAccount(string line)
    {
        if (!IsAccountCheck(line)) return null;
        var field = line.Split(';');
        var value = field[3] == "33" ? SaysLogin.ToString(CultureInfo.InvariantCulture) : "\"Broker-Demo\"";
        return $$"""1;{{field[1]}};{{field[2]}};{"ErrorCode" : "0","Value" : {{value}}}""";
    }
}
