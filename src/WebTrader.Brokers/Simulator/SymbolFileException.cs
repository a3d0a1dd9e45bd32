namespace WebTrader.Brokers.Simulator;

/// <summary>A file of symbol specifications cannot be used; the message names file, symbol, field, value and what is allowed.</summary>
public sealed class SymbolFileException(string message, Exception? cause = null) : Exception(message, cause);
