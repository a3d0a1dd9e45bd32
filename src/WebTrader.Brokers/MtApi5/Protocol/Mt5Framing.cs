using System.Buffers;
using System.Buffers.Text;

namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>
/// The frame around every payload: fields separated by <c>;</c>, the first one the type. Pure, allocates nothing but expert lists; both sides of the
/// wire use it. Source: MtService of MtApi, versions 2.0 and 2.1, observed.
/// </summary>
public static class Mt5Framing
{
    /// <summary>The largest message that the server takes, and that we take, in bytes.</summary>
    public const int MostBytes = 16 * 1024 * 1024;

    /// <summary>
    /// Takes a message apart the way its receiver does: a command's payload ends at the next <c>;</c> and empty fields before it are passed over, as
    /// the server does it; responses and events keep every <c>;</c>. False for what is malformed, which both sides ignore.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = default;
        if (!TryNumber(Field(ref line), out var type)) return false;
        return (Mt5MessageType)type switch
        {
            Mt5MessageType.Command => TryCommand(line, out message),
            Mt5MessageType.Response or Mt5MessageType.Event => TryAnswer((Mt5MessageType)type, line, out message),
            Mt5MessageType.ExpertList => TryList(line, out message),
            Mt5MessageType.ExpertAdded or Mt5MessageType.ExpertRemoved => TryExpert((Mt5MessageType)type, line, out message),
            Mt5MessageType.Notification => TryNotification(line, out message),
            _ => false,
        };
    }

    /// <summary>The handles of an expert list; false when one of them is not a whole number of 32 bits.</summary>
    public static bool TryReadExperts(ReadOnlySpan<byte> list, out int[] experts)
    {
        var read = new List<int>();
        experts = [];
        while (!list.IsEmpty)
        {
            var comma = list.IndexOf((byte)',');
            if (!TryNumber(comma < 0 ? list : list[..comma], out var expert)) return false;
            read.Add(expert);
            list = comma < 0 ? [] : list[(comma + 1)..];
        }

        experts = [.. read];
        return true;
    }

    /// <summary>With the last <c>;</c> also where there is no payload, as the real client does.</summary>
    public static void WriteCommand(IBufferWriter<byte> to, int expert, int id, Mt5Command command, ReadOnlySpan<byte> payload)
    {
        Write(to, (int)Mt5MessageType.Command, ';');
        Write(to, expert, ';');
        Write(to, id, ';');
        Write(to, (int)command, ';');
        to.Write(payload);
    }

    public static void WriteResponse(IBufferWriter<byte> to, int expert, int id, ReadOnlySpan<byte> payload)
    {
        Write(to, (int)Mt5MessageType.Response, ';');
        Write(to, expert, ';');
        Write(to, id, ';');
        to.Write(payload);
    }

    public static void WriteEvent(IBufferWriter<byte> to, int expert, Mt5EventType type, ReadOnlySpan<byte> payload)
    {
        Write(to, (int)Mt5MessageType.Event, ';');
        Write(to, expert, ';');
        Write(to, (int)type, ';');
        to.Write(payload);
    }

    public static void WriteExpertList(IBufferWriter<byte> to, IEnumerable<int> experts)
    {
        Write(to, (int)Mt5MessageType.ExpertList, ';');
        var first = true;
        foreach (var expert in experts)
        {
            if (!first) to.Write(","u8);
            first = false;
            Write(to, expert, null);
        }
    }

    /// <summary>An expert that came (<see cref="Mt5MessageType.ExpertAdded"/>) or left (<see cref="Mt5MessageType.ExpertRemoved"/>).</summary>
    public static void WriteExpert(IBufferWriter<byte> to, Mt5MessageType type, int expert)
    {
        Write(to, (int)type, ';');
        Write(to, expert, null);
    }

    /// <summary>"I am ready": the only notification there is.</summary>
    public static void WriteReady(IBufferWriter<byte> to) => to.Write("6;0"u8);

    private static bool TryCommand(ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = default;
        if (!TryNumber(FullField(ref line), out var expert) || !TryNumber(FullField(ref line), out var id) || !TryNumber(FullField(ref line), out var command)) return false;
        while (!line.IsEmpty && line[0] == ';') line = line[1..];
        message = new Mt5Message(Mt5MessageType.Command, expert, id, command, Field(ref line));
        return true;
    }

    private static bool TryAnswer(Mt5MessageType type, ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = default;
        if (!TryNumber(Field(ref line), out var expert) || !TryNumber(Field(ref line), out var number) || line.IsEmpty) return false;
        message = new Mt5Message(type, expert, number, 0, line);
        return true;
    }

    private static bool TryList(ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = new Mt5Message(Mt5MessageType.ExpertList, 0, 0, 0, line);
        return true;
    }

    private static bool TryExpert(Mt5MessageType type, ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = default;
        if (!TryNumber(line, out var expert)) return false;
        message = new Mt5Message(type, expert, 0, 0, []);
        return true;
    }

    private static bool TryNotification(ReadOnlySpan<byte> line, out Mt5Message message)
    {
        message = default;
        if (!TryNumber(line, out var notification)) return false;
        message = new Mt5Message(Mt5MessageType.Notification, 0, notification, 0, []);
        return true;
    }

    private static ReadOnlySpan<byte> FullField(scoped ref ReadOnlySpan<byte> line)
    {
        while (!line.IsEmpty && line[0] == ';') line = line[1..];
        return Field(ref line);
    }

    private static ReadOnlySpan<byte> Field(scoped ref ReadOnlySpan<byte> line)
    {
        var end = line.IndexOf((byte)';');
        var field = end < 0 ? line : line[..end];
        line = end < 0 ? [] : line[(end + 1)..];
        return field;
    }

    private static bool TryNumber(ReadOnlySpan<byte> field, out int number) =>
        Utf8Parser.TryParse(field, out number, out var used) && used == field.Length && field[0] != '+';

    private static void Write(IBufferWriter<byte> to, int number, char? then)
    {
        var room = to.GetSpan(12);
        Utf8Formatter.TryFormat(number, room, out var written);
        if (then is { } separator) room[written++] = (byte)separator;
        to.Advance(written);
    }
}
