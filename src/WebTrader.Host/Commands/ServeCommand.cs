using System.CommandLine;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Commands;

/// <summary>Protects the configured accounts and serves the dashboard, until it is told to stop. What the program does when nothing else is said.</summary>
internal static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port")
    {
        Description = "TCP port on this machine's loopback addresses; 0 lets the system choose [default: 5080]",
        HelpName = "PORT",
    };

    private static readonly Option<string?> Data = new("--data")
    {
        Description = "Where everything is kept; made when it is missing [default: the user's folder for application data]",
        HelpName = "FOLDER",
    };

    private static readonly Option<string?> Settings = new("--settings")
    {
        Description = "A settings file over appsettings.json; accounts in it replace all of those there",
        HelpName = "FILE",
    };

    public static Command Build()
    {
        var command = new Command("serve", "Protect the configured accounts and serve the dashboard (the default)");
        AddTo(command);
        return command;
    }

    /// <summary>Makes a command, such as the root, do this too.</summary>
    public static void AddTo(Command command)
    {
        command.Options.Add(Port);
        command.Options.Add(Data);
        command.Options.Add(Settings);
        command.SetAction((parsed, _) => Serving.RunAsync(new CommandLineSettings(parsed.GetValue(Port), parsed.GetValue(Data), parsed.GetValue(Settings)), parsed.InvocationConfiguration.Output));
    }
}
