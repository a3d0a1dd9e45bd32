namespace WebTrader.Brokers.MtApi5.Client;

/// <summary>What a client has counted since it was made, at one moment.</summary>
/// <param name="Connections">How often the line stood.</param>
/// <param name="Sent">Commands that left, kicks and account checks included.</param>
/// <param name="Answered">Answers that were matched to their call, late ones included.</param>
/// <param name="Overdue">Calls whose deadline was over first.</param>
/// <param name="Late">Answers that came after their call was overdue or given up.</param>
/// <param name="Kicks">Cheap commands that were sent to wake an expert.</param>
/// <param name="Events">Events that were passed on.</param>
/// <param name="Ignored">Messages that were malformed, matched no call of that expert, or could not be read.</param>
/// <param name="Outstanding">Calls that have left and are not accounted for, now.</param>
/// <param name="Waiting">Calls that are in line for the socket, now.</param>
public sealed record Mt5ClientFigures(
    long Connections, long Sent, long Answered, long Overdue, long Late, long Kicks, long Events, long Ignored, int Outstanding, int Waiting);
