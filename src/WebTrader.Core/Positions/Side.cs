namespace WebTrader.Core.Positions;

/// <summary>Which way a position earns.</summary>
public enum Side
{
    Long,
    Short,
}

/// <summary>What follows from a <see cref="Side"/> alone.</summary>
public static class SideExtensions
{
    /// <summary>+1 for a long, -1 for a short.</summary>
    public static int Sign(this Side side) => side == Side.Long ? 1 : -1;

    public static Side Opposite(this Side side) => side == Side.Long ? Side.Short : Side.Long;
}
