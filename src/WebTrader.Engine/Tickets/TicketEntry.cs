using WebTrader.Core.Positions;

namespace WebTrader.Engine.Tickets;

internal enum HoldingState
{
    Free,
    Held,
    InFlight,
}

/// <summary>
/// The lock of one ticket. There is one for as long as anybody holds or awaits the ticket or the ticket is kept, and it is never replaced in that
/// time. Touched inside the registry's gate only.
/// </summary>
internal sealed class TicketEntry(Ticket ticket)
{
    public Ticket Ticket { get; } = ticket;

    public HoldingState State { get; set; }

    /// <summary>The number of the present holding, or of the last one.</summary>
    public long Number { get; set; }

    public LockCaller? Holder { get; set; }

    public string Purpose { get; set; } = "";

    public LockPriority Priority { get; set; }

    public long Since { get; set; }

    /// <summary>How long the present holder waited for it.</summary>
    public TimeSpan Waited { get; set; }

    /// <summary>When the holder is provably late: the deadline of its call, of its reading, or of holding without either.</summary>
    public long Deadline { get; set; }

    /// <summary>When the present broker call left.</summary>
    public long DepartedAt { get; set; }

    /// <summary>Whether the watchdog has told of this holding.</summary>
    public bool IsFlagged { get; set; }

    /// <summary>Whether the ticket is open as far as the book knows: its figures are kept between holdings.</summary>
    public bool IsKept { get; set; }

    public WaitingLine Line { get; } = new();

    public TicketRecord? Record { get; set; }

    public bool IsIdle => State == HoldingState.Free && Line.Count == 0;
}
