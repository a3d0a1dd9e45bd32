using System.CommandLine;
using System.Globalization;
using WebTrader.Host.Commands;
using WebTrader.Host.Commands.Economy;
using WebTrader.Host.Commands.Replay;
using WebTrader.Host.Commands.Service;
using WebTrader.Host.Commands.Simulate;
using WebTrader.Host.Commands.Terminal;
using WebTrader.Host.Commands.Verify;

// Prices, money and times read the same on every machine.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

var commands = new RootCommand("Protects the open positions of trading accounts with stop-losses at the broker, and shows what it does.")
{
    ServeCommand.Build(),
    ArmCommand.Build(),
    ReplayCommand.Build(),
    EconomyCommand.Build(),
    EvaluateCommand.Build(),
    SimulateCommand.Build(),
    VerifyCommand.Build(),
    RestoreCommand.Build(),
    ServiceCommands.BuildInstall(),
    ServiceCommands.BuildUninstall(),
    TerminalCommand.Build(),
    CheckTerminalCommand.Build(),
};
ServeCommand.AddTo(commands);
return await CommandLine.RunAsync(commands, args);
