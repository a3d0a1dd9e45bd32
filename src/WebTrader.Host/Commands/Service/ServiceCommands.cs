using System.CommandLine;
using System.Diagnostics;
using System.Text;
using WebTrader.Host.Data;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Commands.Service;

/// <summary><c>install-service</c> and <c>uninstall-service</c>: has the system start the host and watch over it, or no more.</summary>
internal static class ServiceCommands
{
    private static readonly Option<string> Name = new("--name") { Description = "Of the service", DefaultValueFactory = _ => "webtrader" };
    private static readonly Option<string?> User = new("--user") { Description = "Who it runs as [default: who calls this]" };
    private static readonly Option<string?> Data = new("--data") { Description = "The data folder of the host [default: that of its settings]", HelpName = "FOLDER" };
    private static readonly Option<string?> Settings = new("--settings") { Description = "The settings file that the host is started with", HelpName = "FILE" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Prints what would be written and run, and does nothing" };

    public static Command BuildInstall()
    {
        var command = new Command("install-service", "Has the system start the host: a systemd unit that watches over it, or on Windows a task at log-on, because a terminal needs a desktop anyway.");
        foreach (var option in (Option[])[Name, User, Data, Settings, DryRun]) command.Options.Add(option);
        command.SetAction(parsed => Install(Plan(parsed), parsed.GetValue(DryRun), parsed.InvocationConfiguration.Output));
        return command;
    }

    public static Command BuildUninstall()
    {
        var command = new Command("uninstall-service", "Has the system start the host no more. Stops at the broker stay where they are, and nobody trails them.");
        foreach (var option in (Option[])[Name, Data, Settings, DryRun]) command.Options.Add(option);
        command.SetAction(parsed => Uninstall(NameOf(parsed), () => OpenSource(parsed), parsed.GetValue(DryRun), parsed.InvocationConfiguration.Output));
        return command;
    }

    internal static int Install(ServicePlan plan, bool isDry, TextWriter output)
    {
        if (OperatingSystem.IsWindows()) return InstallTask(plan, isDry, output);
        output.WriteLine($"# {plan.UnitPath}");
        output.Write(plan.Unit());
        if (!isDry) File.WriteAllText(plan.UnitPath, plan.Unit());
        // systemd refuses to start what may write to a folder that is not there.
        if (Run(isDry, output, [.. plan.Writes.Where(folder => !Directory.Exists(folder)).Select(folder => (string[])["install", "-d", "-o", plan.User, folder])]) is not 0 and var failed) return failed;
        return Run(isDry, output, ["systemctl", "daemon-reload"], ["systemctl", "enable", "--now", plan.Name]);
    }

    internal static int Uninstall(string name, Func<JournalSource> open, bool isDry, TextWriter output)
    {
        output.WriteLine("Every stop that stands at the broker stays there as it is. Nobody trails it any more, nothing without a stop is given one, and nothing is closed at max risk.");
        TellOpen(open, output);
        if (OperatingSystem.IsWindows()) return UninstallTask(name, isDry, output);
        var unit = $"/etc/systemd/system/{name}.service";
        var code = Run(isDry, output, ["systemctl", "disable", "--now", name]);
        output.WriteLine($"# delete {unit}");
        if (!isDry) File.Delete(unit);
        return code != 0 ? code : Run(isDry, output, ["systemctl", "daemon-reload"]);
    }

    /// <summary>Which stops that are, as far as the host has written it down; where that cannot be read, why.</summary>
    private static void TellOpen(Func<JournalSource> open, TextWriter output)
    {
        try
        {
            using var source = open();
            var positions = source.OpenPositions() ?? [];
            output.WriteLine(positions.Count == 0 ? "As far as the host has written down, nothing is open." : "Open, as the host has last written down:");
            foreach (var (account, position) in positions)
                output.WriteLine($"  account {account}, ticket {position.Ticket}, {position.Side} {position.Lots} {position.Symbol} at {position.OpenPrice}: {(position.StopLoss is { } stop ? $"stop {stop}" : "NO STOP")}");
        }
        catch (Exception fault) when (fault is IOException or SettingsException or UnauthorizedAccessException)
        {
            output.WriteLine($"Which ones that are cannot be told: {fault.Message} Name the data folder with --data.");
        }
    }

    private static JournalSource OpenSource(ParseResult parsed)
    {
        var settings = parsed.GetValue(Settings) is { } file ? Path.GetFullPath(file) : null;
        var read = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings(null, parsed.GetValue(Data), settings)));
        var data = DataFolder.Locate(read.DataFolder);
        return read.Journal.IsUsual ? JournalSource.Open(data) : read.Journal.In(data).OpenSource();
    }

    private static int InstallTask(ServicePlan plan, bool isDry, TextWriter output)
    {
        var definition = Path.Combine(Path.GetTempPath(), $"{plan.Name}-task.xml");
        output.WriteLine($"# {definition}");
        output.WriteLine(plan.Task());
        // With its byte order mark: that is how schtasks knows what it reads.
        if (!isDry) File.WriteAllText(definition, plan.Task(), Encoding.Unicode);
        try
        {
            return Run(isDry, output, ["schtasks", .. plan.TaskCreation(definition)]);
        }
        finally
        {
            if (!isDry) File.Delete(definition);
        }
    }

    /// <summary>One that does not run cannot be ended, and is deleted all the same.</summary>
    private static int UninstallTask(string name, bool isDry, TextWriter output)
    {
        var removal = ServicePlan.TaskRemoval(name);
        Run(isDry, output, ["schtasks", .. removal[0]]);
        return Run(isDry, output, ["schtasks", .. removal[1]]);
    }

    private static ServicePlan Plan(ParseResult parsed)
    {
        var settings = parsed.GetValue(Settings) is { } file ? Path.GetFullPath(file) : null;
        var read = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings(null, parsed.GetValue(Data), settings)));
        var data = DataFolder.Locate(read.DataFolder);
        var program = Environment.ProcessPath ?? throw new UsageException("Nobody knows which program this is; write the unit by hand.");
        List<string> arguments = [];
        // Started as "dotnet WebTrader.Host.dll".
        if (Path.GetFileNameWithoutExtension(program) == "dotnet") arguments.Add(Path.Combine(AppContext.BaseDirectory, "WebTrader.Host.dll"));
        arguments.AddRange(["serve", "--data", data]);
        if (settings is not null) arguments.AddRange(["--settings", settings]);
        return new ServicePlan(NameOf(parsed), program, arguments, WritesOf(read, data), parsed.GetValue(User) ?? Environment.UserName);
    }

    /// <summary>The data folder, and what the settings put elsewhere: copies, and a database that is a file.</summary>
    internal static IReadOnlyList<string> WritesOf(HostSettings settings, string data)
    {
        string[] elsewhere = [settings.Journal.In(data).KeyFolder, .. settings.Jobs.Backup.Folder is { } copies ? [copies] : Array.Empty<string>()];
        var inside = Path.TrimEndingDirectorySeparator(data) + Path.DirectorySeparatorChar;
        return [data, .. elsewhere.Select(Path.TrimEndingDirectorySeparator).Where(folder => !(folder + Path.DirectorySeparatorChar).StartsWith(inside, StringComparison.Ordinal)).Distinct()];
    }

    private static string NameOf(ParseResult parsed)
    {
        var name = parsed.GetValue(Name)!;
        return name.Length is > 0 and <= 64 && name.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '_') ? name
            : throw new UsageException($"--name is \"{name}\", allowed is 1 to 64 letters, digits, dashes and underscores");
    }

    /// <returns>The exit code of the first that fails; 0 otherwise.</returns>
    private static int Run(bool isDry, TextWriter output, params IReadOnlyList<string>[] commands)
    {
        foreach (var command in commands)
        {
            output.WriteLine($"# {string.Join(" ", command)}");
            if (isDry) continue;
            using var process = Process.Start(command[0], command.Skip(1));
            process.WaitForExit();
            if (process.ExitCode != 0) return process.ExitCode;
        }

        return 0;
    }
}
