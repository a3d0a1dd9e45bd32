namespace WebTrader.Host.Commands;

/// <summary>The command line was used wrongly; the message names the option, its value and what is allowed.</summary>
public sealed class UsageException(string message) : Exception(message);
