using System.Buffers;
using System.Text;
using WebTrader.Brokers.MtApi5.Client;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>The other end of a line without a network: a test reads what the client sent and says what comes back, all on the test's own time.</summary>
internal sealed class ScriptedTerminal : IMt5Dialer, IDisposable
{
    private ScriptedWire? wire;

    /// <summary>Everything that the client sent, over all lines.</summary>
    public List<string> Heard { get; } = [];

    /// <summary>How often the client came to the door.</summary>
    public int Knocks { get; private set; }

    /// <summary>While false nobody opens.</summary>
    public bool IsOpen { get; set; } = true;

    /// <summary>While set what the client sends waits in the socket for its end.</summary>
    public TaskCompletionSource? Jam { get; set; }

    /// <summary>Whether it says goodbye when the client does.</summary>
    public bool AnswersGoodbye { get; set; } = true;

    /// <summary>Says something for each line heard; null says nothing.</summary>
    public Func<string, string?>? Answers { get; set; }

    public bool HasLine => wire is { IsLost: false };

    public ValueTask<IMt5Wire> DialAsync(CancellationToken cancellation)
    {
        Knocks++;
        if (!IsOpen) throw new Mt5WireException("nobody listens");
        wire = new ScriptedWire(this);
        return ValueTask.FromResult<IMt5Wire>(wire);
    }

    public void Say(string message) => wire!.Say(Encoding.UTF8.GetBytes(message));

    public void Say(byte[] message) => wire!.Say(message);

    /// <summary>Closes the line with a goodbye.</summary>
    public void Close() => wire!.Say(null);

    /// <summary>Loses the line without a word.</summary>
    public void Lose() => wire!.Dispose();

    public void Dispose() => wire?.Dispose();

    private sealed class ScriptedWire(ScriptedTerminal terminal) : IMt5Wire
    {
        private readonly Queue<byte[]?> said = new();
        private TaskCompletionSource news = new();

        public bool IsLost { get; private set; }

        public void Say(byte[]? message)
        {
            said.Enqueue(message);
            news.TrySetResult();
        }

        public async ValueTask SendAsync(ReadOnlyMemory<byte> message)
        {
            if (terminal.Jam is { } jam) await jam.Task;
            if (IsLost) throw new Mt5WireException("the line is lost");
            var line = Encoding.UTF8.GetString(message.Span);
            terminal.Heard.Add(line);
            if (terminal.Answers?.Invoke(line) is { } answer) Say(Encoding.UTF8.GetBytes(answer));
        }

        public async ValueTask<bool> ReceiveAsync(ArrayBufferWriter<byte> to)
        {
            byte[]? message;
            while (!said.TryDequeue(out message))
            {
                if (IsLost) throw new Mt5WireException("the line is lost");
                news = new TaskCompletionSource();
                await news.Task;
            }

            if (message is null) return false;
            to.Write(message);
            return true;
        }

        public ValueTask CloseAsync(CancellationToken cancellation)
        {
            if (terminal.AnswersGoodbye) Say(null);
            return ValueTask.CompletedTask;
        }

        public void Dispose()
        {
            IsLost = true;
            news.TrySetResult();
        }
    }
}
