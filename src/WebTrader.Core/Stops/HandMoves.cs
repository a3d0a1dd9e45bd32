namespace WebTrader.Core.Stops;

/// <summary>What holds where a hand, or another program, has loosened a stop and it still lies in profit. A stop in loss is put back to the hard stop in any case.</summary>
public enum HandMoves
{
    /// <summary>It is left there until the rules want a stop tighter than the one that stood before.</summary>
    Respect = 0,

    /// <summary>The rules go on as if nothing had happened.</summary>
    Retighten = 1,

    /// <summary>Left there as with <see cref="Respect"/>, and an alarm says so.</summary>
    Flag = 2,
}
