using System.Globalization;

namespace WebTrader.Host.Commands.Simulate.Scenarios;

/// <summary>A scenario cannot be read: which file, which line, why, and how such a line is written.</summary>
internal sealed class ScriptException(string file, int line, string reason, string usage)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"{file}, line {line}: {reason}. {usage}"));

/// <summary>A scenario cannot go on: what its line wants is refused or impossible at that moment.</summary>
internal sealed class StageException(string message) : Exception(message);
