using System.Diagnostics;
using System.Globalization;
using Xunit;

namespace WebTrader.TestKit.Databases;

/// <summary>
/// A PostgreSQL server to throw away: in a folder of its own, reached through a socket there and through nothing else. It ends with whoever started it, however
/// that one ends: a shell holds it, and hears by its closed input that nobody is there any more. Where PostgreSQL is not installed a test is skipped with the reason; under CI it must be there.
/// </summary>
public sealed class PostgreSqlServer : IDisposable
{
    /// <summary>Who must give a password; everybody else is let in.</summary>
    public const string Guarded = "guarded";

    // PostgreSQL refuses to be run by root. Signals go to everybody in the test's process group: only a closed input ends this.
    private const string Keeper = """
        trap '' TERM INT HUP
        bin=$1
        dir=$(mktemp -d -t webtrader-pg-XXXXXX) || exit 1
        trap '"$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; rm -rf "$dir"' EXIT
        start() { "$bin/pg_ctl" -D "$dir/data" -w -t 60 -l "$dir/log" start >/dev/null 2>&1 && echo up || { tail -5 "$dir/log"; echo failed; }; }
        cd "$dir" || exit 1
        "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 --no-sync --no-instructions >"$dir/log" 2>&1 || { tail -5 "$dir/log"; echo failed; exit 1; }
        printf 'local all guarded scram-sha-256\nlocal all all trust\n' >"$dir/data/pg_hba.conf"
        printf "listen_addresses = ''\nunix_socket_directories = '%s'\nfsync = off\nfull_page_writes = off\nmax_connections = 200\nshared_buffers = 32MB\n" "$dir" >>"$dir/data/postgresql.conf"
        echo "$dir"
        start
        while read -r word; do
          case $word in
            start) start ;;
            stop) "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1; echo down ;;
          esac
        done
        """;

    private static readonly Lock Gate = new();
    private static PostgreSqlServer? shared;

    private readonly string programs;
    private readonly Process keeper;
    private int databases;

    private PostgreSqlServer(string programs)
    {
        this.programs = programs;
        var start = new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] words = Environment.UserName == "root" ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] : [];
        words = [.. words, "sh", "-c", Keeper, "keeper", programs];
        start.FileName = words[0];
        foreach (var word in words.Skip(1)) start.ArgumentList.Add(word);
        keeper = Process.Start(start)!;
        // Nobody waits for its end at the end of the process: the shell sees to it.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => keeper.StandardInput.Close();
        Folder = keeper.StandardOutput.ReadLine() ?? "";
        Hear("up");
    }

    /// <summary>Where its socket is.</summary>
    public string Folder { get; }

    /// <summary>The one that all tests of a run share; each takes a database of its own.</summary>
    public static PostgreSqlServer Shared
    {
        get
        {
            lock (Gate) return shared ??= StartOwn();
        }
    }

    /// <summary>One that a test may stop and start.</summary>
    public static PostgreSqlServer StartOwn()
    {
        if (Programs() is { } programs) return new PostgreSqlServer(programs);
        const string Missing = "PostgreSQL is not installed (apt-get install postgresql): there is no /usr/lib/postgresql/*/bin/initdb";
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"Under CI it must be there. {Missing}");
        Assert.Skip(Missing);
        throw new InvalidOperationException("not reached: a skip leaves the test");
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public string CreateDatabase()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref databases)}");
        Sql("postgres", $"CREATE DATABASE {name}");
        return $"Host={Folder};Database={name};Username=postgres";
    }

    /// <summary>What is not dropped goes with the server.</summary>
    /// <param name="connection">From <see cref="CreateDatabase"/>.</param>
    public void DropDatabase(string connection) => Sql("postgres", $"DROP DATABASE IF EXISTS {connection.Split("Database=")[1].Split(';')[0]} WITH (FORCE)");

    /// <summary>Runs a statement as a person would, and gives what it prints.</summary>
    public string Sql(string database, string statement)
    {
        var start = new ProcessStartInfo(Path.Combine(programs, "psql")) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])["-h", Folder, "-U", "postgres", "-d", database, "-X", "-tA", "-v", "ON_ERROR_STOP=1", "-c", statement]) start.ArgumentList.Add(word);
        using var psql = Process.Start(start)!;
        var complaints = psql.StandardError.ReadToEndAsync();
        var said = psql.StandardOutput.ReadToEnd();
        psql.WaitForExit();
        return psql.ExitCode == 0 ? said.Trim() : throw new InvalidOperationException($"{statement}: {complaints.Result}");
    }

    /// <summary>As when its machine loses its power: no goodbye, and what was not committed is gone.</summary>
    public void Stop() => Tell("stop", "down");

    public void Start() => Tell("start", "up");

    public void Dispose()
    {
        if (keeper.HasExited) return;
        keeper.StandardInput.Close();
        keeper.WaitForExit(TimeSpan.FromSeconds(30));
    }

    private void Tell(string word, string answer)
    {
        keeper.StandardInput.WriteLine(word);
        keeper.StandardInput.Flush();
        Hear(answer);
    }

    private void Hear(string expected)
    {
        var heard = new List<string>();
        while (keeper.StandardOutput.ReadLine() is { } line)
        {
            if (line == expected) return;
            heard.Add(line);
            if (line == "failed") break;
        }

        throw new InvalidOperationException($"PostgreSQL is not {expected}: {string.Join(" ", heard)}");
    }

    private static string? Programs()
    {
        const string Debian = "/usr/lib/postgresql";
        if (!Directory.Exists(Debian)) return null;
        return Directory.EnumerateDirectories(Debian)
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin")).FirstOrDefault(bin => File.Exists(Path.Combine(bin, "initdb")));
    }
}
