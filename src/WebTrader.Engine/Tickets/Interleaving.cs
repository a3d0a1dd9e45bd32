namespace WebTrader.Engine.Tickets;

/// <summary>
/// Where a test may let another thread run: before each access to what threads share. Nobody listens in the product, and the calls are
/// compiled out of release builds.
/// </summary>
internal static class Interleaving
{
    private static readonly AsyncLocal<Action?> Listener = new();

    /// <summary>Set for a test's own threads only.</summary>
    internal static Action? OnPoint
    {
        set => Listener.Value = value;
    }

    internal static void Point() => Listener.Value?.Invoke();
}
