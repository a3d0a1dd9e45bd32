namespace WebTrader.Brokers.MtApi5.Terminal.Faults;

/// <summary>What a person could switch at a terminal and its experts while they run. Changed on the terminal's thread.</summary>
public sealed class TerminalSwitches
{
    /// <summary>The expert's input for OnTick events, of its chart's symbol; off at first, as in the real one.</summary>
    public bool Ticks { get; set; }

    /// <summary>The expert's input for OnTradeTransaction events.</summary>
    public bool Transactions { get; set; } = true;

    /// <summary>The expert's input for OnBookEvent events.</summary>
    public bool Books { get; set; } = true;

    /// <summary>Whether the account may trade at all (ACCOUNT_TRADE_ALLOWED).</summary>
    public bool AccountMayTrade { get; set; } = true;

    /// <summary>Whether programs may trade on the account (ACCOUNT_TRADE_EXPERT); the button in the terminal is the broker's AutoTrading.</summary>
    public bool ExpertsMayTrade { get; set; } = true;

    /// <summary>Whether the terminal has a connection to its broker (TERMINAL_CONNECTED).</summary>
    public bool IsConnected { get; set; } = true;

    /// <summary>Whether it has heard of the account's positions and orders; a real one that has just logged in shows neither for a moment, and the account's money already.</summary>
    public bool HasPositions { get; set; } = true;
}
