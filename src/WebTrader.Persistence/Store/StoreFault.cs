namespace WebTrader.Persistence.Store;

/// <summary>What keeps the store from being used.</summary>
internal enum StoreFaultKind
{
    /// <summary>Not tried yet.</summary>
    Opening,

    /// <summary>Another process holds it.</summary>
    Locked,

    /// <summary>No room, no right to write, no device: the surroundings.</summary>
    Refused,

    /// <summary>The server does not answer, or ended the connection.</summary>
    Away,

    /// <summary>The file is gone.</summary>
    Missing,

    /// <summary>It is not a database, or not a whole one.</summary>
    Damaged,

    /// <summary>Its tables could not be brought to this build's layout.</summary>
    Unchanged,

    /// <summary>A newer build has changed its tables.</summary>
    Newer,
}

/// <param name="Reason">In words for the operator: which database, what is wrong, what to do.</param>
internal sealed record StoreFault(StoreFaultKind Kind, string Reason)
{
    /// <summary>Whether what is stored may still be read, although it cannot be written just now.</summary>
    public bool LeavesReading => Kind is StoreFaultKind.Locked or StoreFaultKind.Refused;

    /// <summary>Whether it stays until somebody does something, so that waiting a moment is in vain.</summary>
    public bool NeedsOperator => Kind is StoreFaultKind.Damaged or StoreFaultKind.Unchanged or StoreFaultKind.Newer;
}

/// <summary>The store cannot be used just now.</summary>
internal sealed class StoreException(StoreFault fault, Exception? inner = null) : Exception(fault.Reason, inner)
{
    public StoreFault Fault { get; } = fault;
}
