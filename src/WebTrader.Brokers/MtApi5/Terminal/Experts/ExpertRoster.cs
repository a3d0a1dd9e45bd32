using System.Buffers;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Wire;
using WebTrader.Brokers.Simulator;

namespace WebTrader.Brokers.MtApi5.Terminal.Experts;

/// <summary>The experts on the terminal's charts, and with them the port: it is open while there is one. On the terminal's thread.</summary>
internal sealed class ExpertRoster(ITerminalLines lines, TimeProvider clock, ulong seed, Func<int, string, Expert> create)
{
    // Measured at MtService: it waits this long for an expert that comes back.
    private static readonly TimeSpan CloseAfter = TimeSpan.FromSeconds(1);

    private readonly List<Expert> experts = [];
    private SplitMix random = new(seed);
    private int leavings;

    public IReadOnlyList<Expert> All => experts;

    public IEnumerable<int> Handles => experts.Select(expert => expert.Handle);

    public int Dead => experts.Count(expert => expert.IsDead);

    /// <summary>By its handle; 0 stands for any of them.</summary>
    public Expert? Find(int handle) => handle == 0 ? experts.FirstOrDefault() : experts.FirstOrDefault(expert => expert.Handle == handle);

    /// <exception cref="IOException">The port cannot be opened.</exception>
    public int Attach(string symbol, int? handle)
    {
        var given = handle ?? FreeHandle();
        if (given == 0 || Find(given) is not null) throw new ArgumentException($"The handle {given} cannot be given, or is taken.", nameof(handle));
        lines.Listen();
        leavings++;
        experts.Add(create(given, symbol));
        lines.Broadcast(Message(Mt5MessageType.ExpertAdded, given));
        return given;
    }

    public bool Detach(int handle)
    {
        if (experts.FirstOrDefault(expert => expert.Handle == handle) is not { } leaving) return false;
        experts.Remove(leaving);
        leaving.IsGone = true;
        lines.Broadcast(Message(Mt5MessageType.ExpertRemoved, handle));
        if (experts.Count == 0) CloseInTime(++leavings);
        return true;
    }

    public void End()
    {
        leavings++;
        foreach (var expert in experts) expert.IsGone = true;
        experts.Clear();
    }

    private async void CloseInTime(int leaving)
    {
        await Task.Delay(CloseAfter, clock);
        if (leaving != leavings) return;
        lines.CloseAll(CloseCodes.Normal);
        lines.StopListening();
    }

    // Window handles cut to 32 bits: any number, also a negative one.
    private int FreeHandle()
    {
        while (true)
        {
            var handle = unchecked((int)random.Next());
            if (handle != 0 && Find(handle) is null) return handle;
        }
    }

    private static byte[] Message(Mt5MessageType type, int handle)
    {
        var message = new ArrayBufferWriter<byte>();
        Mt5Framing.WriteExpert(message, type, handle);
        return message.WrittenSpan.ToArray();
    }
}
