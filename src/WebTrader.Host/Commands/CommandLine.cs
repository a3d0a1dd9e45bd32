using System.CommandLine;
using WebTrader.Brokers.Simulator;
using WebTrader.Brokers.Ticks;
using WebTrader.Host.Commands.Verify;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands;

/// <summary>Runs a command and turns what goes wrong into one plain message and an exit code.</summary>
internal static class CommandLine
{
    public const int Failure = 1;
    public const int BadUsage = 2;

    public static async Task<int> RunAsync(RootCommand commands, string[] arguments)
    {
        var parsed = commands.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("See --help.");
            return parsed.CommandResult.Command.Name == VerifyCommand.Name ? VerifyCommand.Unusable : BadUsage;
        }

        try
        {
            // Ctrl+C and the like are the host's to handle: it stops gracefully and needs its time for that.
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (UsageException wrong)
        {
            await Console.Error.WriteLineAsync(wrong.Message);
            return BadUsage;
        }
        catch (Exception fault) when (fault is SettingsException or SymbolFileException or TickFileException or BookFileException or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            await Console.Error.WriteLineAsync(fault.Message);
            return Failure;
        }
    }
}
