using WebTrader.Brokers.MtApi5.Protocol;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>
/// Every command that is played, by its number. What is not in it (indicators, chart objects, global variables, custom charts) is answered as a
/// number that the expert does not know.
/// </summary>
internal sealed class CommandTable
{
    private readonly Dictionary<Mt5Command, Func<ExpertCall, string>> handlers = [];

    public CommandTable()
    {
        AccountCommands.AddTo(this);
        PositionCommands.AddTo(this);
        OrderCommands.AddTo(this);
        HistoryCommands.AddTo(this);
        CalculationCommands.AddTo(this);
        SymbolCommands.AddTo(this);
        SymbolProperties.AddTo(this);
        BookCommands.AddTo(this);
        BarCommands.AddTo(this);
        TerminalCommands.AddTo(this);
    }

    public void Add(Mt5Command command, Func<ExpertCall, string> handler) => handlers.Add(command, handler);

    /// <summary>What the expert answers. Throws <see cref="ExpertErrorException"/> and <see cref="ExpertCrashException"/>.</summary>
    public string Answer(ExpertCall call) =>
        handlers.TryGetValue(call.Command, out var handler) ? handler(call) : throw new ExpertErrorException("Unknown command type");
}
