using System.CommandLine;
using WebTrader.Host.Data;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Backups;

namespace WebTrader.Host.Commands;

/// <summary><c>restore</c>: puts a copy that the job backup has made in the place of the host's database.</summary>
internal static class RestoreCommand
{
    private static readonly Argument<string> Copy = new("FILE") { Description = "A copy from the folder backups: webtrader-DATE.db, or webtrader-DATE.jsonl.gz of a PostgreSQL database." };
    private static readonly Option<string?> Data = new("--data") { Description = "The data folder of the host, which must not run [default: that of its settings]", HelpName = "FOLDER" };
    private static readonly Option<string?> Settings = new("--settings") { Description = "The settings file that the host is started with", HelpName = "FILE" };

    public static Command Build()
    {
        var command = new Command("restore", "Puts a copy of the database in its place, which must be empty: a SQLite file must have been moved away, a PostgreSQL database must have nothing of WebTrader's in it.");
        command.Arguments.Add(Copy);
        command.Options.Add(Data);
        command.Options.Add(Settings);
        command.SetAction(parsed => Run(new CommandLineSettings(null, parsed.GetValue(Data), parsed.GetValue(Settings)), parsed.GetValue(Copy)!, parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Run(CommandLineSettings where, string copy, TextWriter output)
    {
        var settings = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), where));
        using var data = DataFolder.Open(settings.DataFolder, TimeProvider.System);
        var database = settings.Journal.In(data.Path);
        var head = DatabaseCopy.Restore(copy, database, step => output.WriteLine($"  {step}"));
        output.WriteLine($"{database.Name} is what {copy} was; its journal goes to {head}");
        return 0;
    }
}
