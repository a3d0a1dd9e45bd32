using System.CommandLine;
using System.Text;
using WebTrader.Host.Data;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Commands.Verify;

/// <summary><c>verify</c>: replays a journal offline and says whether it is what was written, and whether the rules explain every stop in it.</summary>
public static class VerifyCommand
{
    public const string Name = "verify";

    /// <summary>The exit code when nothing can be said: the journal cannot be read, or the command line is wrong.</summary>
    public const int Unusable = 3;

    private static readonly Argument<string?> Journal = new("PATH") { Description = "A database file, a data folder, an export, or the connection string of a PostgreSQL database; the journal of the host when left out.", Arity = ArgumentArity.ZeroOrOne };
    private static readonly Option<string?> Head = new("--head") { Description = "A head from the log or the heartbeat: what was taken from the end of the journal shows by it.", HelpName = "SEQUENCE:HASH" };
    private static readonly Option<string?> Key = new("--key") { Description = "The name of the key that must have signed the checkpoint, as an earlier run named it; that of journal.key beside the file when left out.", HelpName = "NAME" };
    private static readonly Option<string?> Export = new("--export") { Description = "Also writes the journal there, one entry a line, to be verified elsewhere; never over a file.", HelpName = "FILE" };

    public static Command Build()
    {
        var command = new Command(Name, "Checks a journal offline: exits 0, 1 (the chain is broken), 2 (a stop that the rules do not explain), or 3 (it cannot be read). Only reads, also beside a running host.");
        command.Arguments.Add(Journal);
        command.Options.Add(Head);
        command.Options.Add(Key);
        command.Options.Add(Export);
        command.SetAction(parsed => Run(parsed.GetValue(Journal), parsed.GetValue(Head), parsed.GetValue(Key), parsed.GetValue(Export), parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error));
        return command;
    }

    internal static int Run(string? path, string? head, string? key, string? export, TextWriter output, TextWriter complaints)
    {
        try
        {
            var published = head is null ? null : PublishedHead.Parse(head);
            using var source = Open(path);
            source.KeyName = key ?? (File.Exists(source.Name) ? Checkpoint.KeyNameIn(Path.GetDirectoryName(Path.GetFullPath(source.Name))!) : null);
            if (export is not null) Write(source, export, output);
            var found = Verification.Of(source, published);
            output.Write(VerifyReport.Of(source.Name, found));
            return found.ExitCode;
        }
        catch (Exception fault) when (fault is UsageException or SettingsException or IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            complaints.WriteLine(fault.Message);
            return Unusable;
        }
    }

    private static JournalSource Open(string? path)
    {
        if (path is null)
        {
            var settings = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings(null, null, null)));
            var folder = DataFolder.Locate(settings.DataFolder);
            return settings.Journal.IsUsual ? JournalSource.Open(folder) : settings.Journal.In(folder).OpenSource();
        }

        if (!path.Contains('=', StringComparison.Ordinal) || File.Exists(path)) return JournalSource.Open(path);
        if (DatabaseAddress.HoldsPassword(path)) throw new UsageException("A password on the command line can be seen by everybody on this machine: set PGPASSWORD or a passfile instead.");
        try
        {
            return DatabaseAddress.Parse(path, Directory.GetCurrentDirectory()).OpenSource();
        }
        catch (FormatException wrong)
        {
            throw new UsageException($"PATH does not fit: {wrong.Message}; allowed is a data folder, an export, or {DatabaseAddress.Allowed}");
        }
    }

    private static void Write(JournalSource source, string file, TextWriter output)
    {
        using var writer = new StreamWriter(new FileStream(file, FileMode.CreateNew, FileAccess.Write), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        try
        {
            ExportSource.Write(source, writer);
        }
        catch (DamagedJournalException damage)
        {
            output.WriteLine($"The export ends where the journal is damaged: {damage.Message}");
        }
    }
}
