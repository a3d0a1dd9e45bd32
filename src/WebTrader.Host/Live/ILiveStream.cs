namespace WebTrader.Host.Live;

/// <summary>Something that watchers are told about at the pace of the broadcaster.</summary>
internal interface ILiveStream : IDisposable
{
    /// <summary>Tells the watchers what has changed since the last time; nothing when nobody watches.</summary>
    Task TickAsync(CancellationToken cancellation);
}
