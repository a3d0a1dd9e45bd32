using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.Logging;
using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.TestKit.Databases;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Databases;

/// <summary>What a connection string means, and that a password in it stays there.</summary>
public sealed class DatabaseAddressTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Path.GetTempPath(), "data"));

    public static TheoryData<string?, string> Files => new()
    {
        { null, Path.Combine(Folder, "webtrader.db") },
        { "", Path.Combine(Folder, "webtrader.db") },
        { "Data Source=mine.db", Path.Combine(Folder, "mine.db") },
        { $"Data Source={Path.Combine(Path.GetTempPath(), "x.db")}", Path.GetFullPath(Path.Combine(Path.GetTempPath(), "x.db")) },
        { Path.Combine(Path.GetTempPath(), "x.db"), Path.GetFullPath(Path.Combine(Path.GetTempPath(), "x.db")) },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Without_a_server_it_is_a_file_and_its_key_lies_beside_it(string? connection, string file)
    {
        var address = DatabaseAddress.Parse(connection, Folder);
        address.Name.ShouldBe(file);
        address.KeyFolder.ShouldBe(Path.GetDirectoryName(file));
    }

    [Theory]
    [InlineData("Host=db.example;Database=webtrader;Username=webtrader", "PostgreSQL database webtrader at db.example:5432")]
    [InlineData("Server=db.example;Port=6432;Database=w;Username=u;Password=correct horse;SSL Mode=VerifyFull", "PostgreSQL database w at db.example:6432")]
    [InlineData("host=/run/postgresql;DB=w", "PostgreSQL database w at /run/postgresql:5432")]
    public void A_server_is_named_without_its_password_and_the_key_lies_in_the_data_folder(string connection, string name)
    {
        var address = DatabaseAddress.Parse(connection, Folder);
        address.Name.ShouldBe(name);
        address.ToString().ShouldBe(name);
        address.KeyFolder.ShouldBe(Folder);
    }

    [Theory]
    [InlineData("correct horse")]
    [InlineData("Host=db.example")]
    [InlineData("Host=db.example;Database=w;Port=correct horse")]
    [InlineData("Host=db.example;Database=w;Pasword=correct horse")]
    [InlineData("Data Source=x.db;Password=correct horse")]
    [InlineData("postgresql://user:correct horse@db.example/w?sslmode=require")]
    [InlineData("postgresql://user:correct horse@db.example/w")]
    [InlineData("Host=db.example;correct horse")]
    public void What_is_no_address_is_refused_and_never_repeated(string connection)
    {
        var refused = Should.Throw<FormatException>(() => DatabaseAddress.Parse(connection, Folder));
        refused.ToString().ShouldNotContain("horse");
    }

    [Theory]
    [InlineData("Host=x;Database=w;Password=p", true)]
    [InlineData("Host=x;Database=w;PWD = p", true)]
    [InlineData("Host=x;Database=w;psw=p", true)]
    [InlineData("Host=x;Database=w;SSL Password=p", true)]
    [InlineData("Host=x;\"Password=p", true)]
    [InlineData("Host=x;Database=password", false)]
    [InlineData("Host=x;Database=w;Passfile=/etc/webtrader/pgpass", false)]
    [InlineData("Data Source=x.db", false)]
    [InlineData(null, false)]
    public void A_password_is_seen_whatever_it_is_called(string? connection, bool isThere) => DatabaseAddress.HoldsPassword(connection).ShouldBe(isThere);

    [Fact]
    public void A_context_of_its_own_is_configured_with_a_history_of_its_own()
    {
        foreach (var (connection, provider) in (IEnumerable<(string?, string)>)[(null, "Microsoft.EntityFrameworkCore.Sqlite"), ("Host=db.example;Database=w", "Npgsql.EntityFrameworkCore.PostgreSQL")])
        {
            var options = new DbContextOptionsBuilder();
            DatabaseAddress.Parse(connection, Folder).Configure(options, ControlDbContext.HistoryTable);
            using var db = new DbContext(options.Options);
            db.Database.ProviderName.ShouldBe(provider);
            RelationalOptionsExtension.Extract(options.Options).MigrationsHistoryTableName.ShouldBe(ControlDbContext.HistoryTable);
        }
    }

    [Fact]
    public async Task A_password_reaches_neither_log_nor_health_nor_a_failure()
    {
        await using var bench = new PostgreSqlBench(PostgreSqlServer.Shared.CreateDatabase().Replace("postgres", PostgreSqlServer.Guarded, StringComparison.Ordinal) + ";Password=correct horse;Persist Security Info=true");
        var log = new Heard();
        await using var journal = EfJournal.Start(bench.Settings, TimeProvider.System, log);
        journal.Append(Session(1));
        await JournalBench.UntilAsync(() => journal.Health.State == JournalState.MemoryOnly, () => journal.Health.ToString());
        journal.Health.ToString().ShouldNotContain("horse");
        Should.Throw<IOException>(() => bench.OpenSource()).ToString().ShouldNotContain("horse");
        Should.Throw<ControlAwayException>(() => bench.Settings.Database.OpenControl(TimeSpan.FromSeconds(1), TimeProvider.System).Context()).ToString().ShouldNotContain("horse");
        bench.Settings.ToString().ShouldNotContain("horse");
        log.Said.ShouldNotBeEmpty();
        log.Said.ShouldAllBe(line => !line.Contains("horse", StringComparison.OrdinalIgnoreCase));
    }

    private sealed class Heard : ILogger<EfJournal>
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> said = [];

        public IReadOnlyCollection<string> Said => said;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => said.Enqueue(formatter(state, exception) + exception);
    }
}
