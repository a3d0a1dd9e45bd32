using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;

namespace WebTrader.Host.Tests.Durability;

/// <summary>Something that befalls the database of a running host from outside, until it is disposed.</summary>
internal abstract class Trouble : IDisposable
{
    public static Trouble Begin(string kind, string database, HostProcess host) => kind switch
    {
        "locked" => new Locked(database),
        "read-only" => new ReadOnly(database),
        "full" => new Full(host),
        _ => throw new ArgumentException($"kind is {kind}, allowed is locked, read-only or full", nameof(kind)),
    };

    public abstract void Dispose();

    /// <summary>Another process writes and does not come to an end.</summary>
    private sealed class Locked : Trouble
    {
        private readonly SqliteConnection other;

        public Locked(string database)
        {
            other = new SqliteConnection($"Data Source={database};Pooling=False;Default Timeout=120");
            other.Open();
            using var command = other.CreateCommand();
            command.CommandText = "BEGIN EXCLUSIVE";
            command.ExecuteNonQuery();
        }

        public override void Dispose() => other.Dispose();
    }

    /// <summary>Somebody has taken away the right to write.</summary>
    private sealed class ReadOnly : Trouble
    {
        private readonly string database;

        public ReadOnly(string database)
        {
            this.database = database;
            Allow(UnixFileMode.UserRead);
        }

        public override void Dispose() => Allow(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        private void Allow(UnixFileMode mode)
        {
            if (OperatingSystem.IsWindows()) throw new PlatformNotSupportedException();
            foreach (var file in Directory.EnumerateFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + "*")) File.SetUnixFileMode(file, mode);
        }
    }

    /// <summary>No file of the host can grow beyond a page: the database, what waits beside it, everything.</summary>
    private sealed class Full : Trouble
    {
        private readonly HostProcess host;

        public Full(HostProcess host)
        {
            this.host = host;
            Limit("4096");
        }

        public override void Dispose() => Limit("unlimited");

        private void Limit(string bytes)
        {
            using var prlimit = Process.Start("prlimit", ["--pid", host.Id.ToString(CultureInfo.InvariantCulture), $"--fsize={bytes}:"]);
            prlimit.WaitForExit();
            if (prlimit.ExitCode != 0) throw new InvalidOperationException($"prlimit ended with {prlimit.ExitCode}");
        }
    }
}
