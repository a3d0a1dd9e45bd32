using System.Globalization;
using Microsoft.Extensions.Logging;
using Serilog;
using WebTrader.Host.Data;

namespace WebTrader.Host.Diagnostics;

/// <summary>How the log is kept in the data folder. Immutable.</summary>
public sealed record LogFileSettings
{
    /// <summary>How large a file becomes before the next one begins, in megabytes; 1 to 1000.</summary>
    public int Megabytes { get; init; } = 10;

    /// <summary>How many files are kept; 1 to 1000. 0 keeps none: the log then goes to the console alone.</summary>
    public int Keep { get; init; } = 10;
}

/// <summary>
/// The log in files of the data folder, beside the console: of a bounded size, the oldest goes. Written by a thread of its own; whoever logs never waits for the disk, and what does not fit into its queue is left out.
/// </summary>
internal static class LogFiles
{
    private const string Beginning = "webtrader";
    private const string Ending = ".log";
    private const int MostWaiting = 10_000;

    public static void Add(ILoggingBuilder logging, LogFileSettings settings, DataFolder data)
    {
        if (settings.Keep == 0) return;
        var files = new LoggerConfiguration().MinimumLevel.Verbose().WriteTo.Async(queue => queue.File(
            Path.Combine(FolderOf(data), Beginning + Ending),
            outputTemplate: "{Timestamp:yyyy-MM-dd HH:mm:ss.fffzzz} {Level:u3} {SourceContext}: {Message:lj}{NewLine}{Exception}",
            formatProvider: CultureInfo.InvariantCulture,
            fileSizeLimitBytes: settings.Megabytes * 1_000_000L,
            rollOnFileSizeLimit: true,
            retainedFileCountLimit: settings.Keep,
            flushToDiskInterval: TimeSpan.FromSeconds(5)), bufferSize: MostWaiting, blockWhenFull: false);
        logging.AddSerilog(files.CreateLogger(), dispose: true);
    }

    /// <summary>The newest lines, oldest first; empty where there are none.</summary>
    /// <param name="most">Bytes, at most.</param>
    public static string Tail(DataFolder data, int most)
    {
        if (!Directory.Exists(FolderOf(data))) return "";
        var newest = new DirectoryInfo(FolderOf(data)).GetFiles(Beginning + "*" + Ending).MaxBy(file => file.LastWriteTimeUtc);
        if (newest is null) return "";
        using var file = new FileStream(newest.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (file.Length > most) file.Position = file.Length - most;
        using var text = new StreamReader(file);
        if (file.Position > 0) text.ReadLine();
        return text.ReadToEnd();
    }

    private static string FolderOf(DataFolder data) => Path.Combine(data.Path, "logs");
}
