using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Wire;

namespace WebTrader.Brokers.MtApi5.Terminal.Experts;

/// <summary>A command in an expert's line, and who waits for its answer.</summary>
/// <param name="Payload">Cut already where the real one cuts it.</param>
internal sealed record WaitingCommand(ITerminalLine From, int Id, Mt5Command Command, string Payload);
