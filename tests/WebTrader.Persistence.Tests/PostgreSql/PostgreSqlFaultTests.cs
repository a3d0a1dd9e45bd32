using Npgsql;
using Shouldly;
using WebTrader.Core.Ports;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.TestKit.Databases;
using WebTrader.TestKit.Files;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.PostgreSql;

/// <summary>What the server, or its absence, says is told in words that help, and never with a password.</summary>
public sealed class PostgreSqlFaultTests
{
    private const string Password = "correct horse";

    private static async Task<string> ReasonOf(string connection)
    {
        await using var bench = new PostgreSqlBench(connection);
        bench.Start().Journal.Append(Closed(Trade()));
        var reason = await bench.UnusableReasonAsync();
        bench.Journal.Health.Waiting.ShouldBe(1);
        reason.ShouldNotContain("horse");
        return reason;
    }

    private static string Guarded(string connection, string? password)
    {
        var words = new NpgsqlConnectionStringBuilder(connection) { Username = PostgreSqlServer.Guarded };
        PostgreSqlServer.Shared.Sql("postgres", $"DO $$ BEGIN IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{words.Username}') THEN CREATE ROLE {words.Username} LOGIN PASSWORD '{Password}'; END IF; END $$");
        PostgreSqlServer.Shared.Sql("postgres", $"ALTER DATABASE {words.Database} OWNER TO {words.Username}");
        if (password is not null) words.Password = password;
        return words.ConnectionString;
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_away_and_named()
    {
        var nowhere = Path.Combine(Path.GetTempPath(), "webtrader-no-server");
        var reason = await ReasonOf($"Host={nowhere};Database=webtrader;Username=webtrader");
        reason.ShouldStartWith($"The PostgreSQL database webtrader at {nowhere}:5432 is away: ");
        reason.ShouldEndWith("It is tried again until it is back.");
    }

    [Fact]
    public async Task A_database_that_is_not_there_is_to_be_created()
    {
        var words = new NpgsqlConnectionStringBuilder(PostgreSqlServer.Shared.CreateDatabase()) { Database = "nowhere" };
        (await ReasonOf(words.ConnectionString)).ShouldContain("there is no such database on the server: create it");
    }

    [Fact]
    public async Task A_wrong_password_and_none_are_told_with_where_to_put_it_and_the_right_one_lets_in()
    {
        var database = PostgreSqlServer.Shared.CreateDatabase();
        (await ReasonOf(Guarded(database, "wrong horse"))).ShouldContain("the server does not let its user in (password authentication failed for user \"guarded\"): check the user, its password (WEBTRADER__CONNECTIONSTRINGS__JOURNAL, PGPASSWORD or a passfile)");
        (await ReasonOf(Guarded(database, null))).ShouldContain("the server does not let its user in");
        await using var bench = new PostgreSqlBench(Guarded(PostgreSqlServer.Shared.CreateDatabase(), Password));
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Journal.Health.State.ShouldBe(JournalState.Ok);
    }

    [Fact]
    public async Task A_password_may_stand_in_a_passfile()
    {
        using var folder = new TempFolder();
        var passfile = folder.Of("pgpass", $"*:*:*:{PostgreSqlServer.Guarded}:{Password}\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(passfile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await using var bench = new PostgreSqlBench($"{Guarded(PostgreSqlServer.Shared.CreateDatabase(), null)};Passfile={passfile}");
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Journal.Health.State.ShouldBe(JournalState.Ok);
    }

    [Fact]
    public async Task A_user_without_the_right_to_make_tables_is_told_so()
    {
        var database = Guarded(PostgreSqlServer.Shared.CreateDatabase(), Password);
        PostgreSqlServer.Shared.Sql("postgres", $"ALTER DATABASE {new NpgsqlConnectionStringBuilder(database).Database} OWNER TO postgres");
        (await ReasonOf(database)).ShouldContain("its user may not do this (permission denied for schema public): let it own the database or its schema");
    }

    [Fact]
    public async Task A_database_that_cannot_keep_every_character_is_refused()
    {
        PostgreSqlServer.Shared.Sql("postgres", "CREATE DATABASE latin ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        var words = new NpgsqlConnectionStringBuilder(PostgreSqlServer.Shared.CreateDatabase()) { Database = "latin" };
        (await ReasonOf(words.ConnectionString)).ShouldContain("its encoding is SQL_ASCII, needed is UTF8");
    }

    [Fact]
    public async Task Tables_that_somebody_changed_are_left_untouched_and_said_so()
    {
        await using var bench = new PostgreSqlBench();
        bench.Start().Journal.Append(Session(1));
        await bench.FlushAsync();
        bench.Ask("ALTER TABLE \"Journal\" DROP COLUMN \"Hash\"");
        bench.Journal.Append(Session(2));
        (await bench.UnusableReasonAsync()).ShouldContain("its tables are not those of this build");
    }

    [Fact]
    public async Task A_server_that_loses_its_power_and_comes_back_costs_nothing()
    {
        using var server = PostgreSqlServer.StartOwn();
        await using var bench = new PostgreSqlBench(server.CreateDatabase());
        bench.Settings = bench.Settings with { ReadWait = TimeSpan.FromMilliseconds(200) };
        bench.Start();
        for (var number = 0; number < 500; number++) bench.Journal.Append(Alarm(number));
        server.Stop();
        for (var number = 500; number < 1500; number++) bench.Journal.Append(Alarm(number));
        (await bench.UnusableReasonAsync()).ShouldContain("is away");
        (await bench.Queries.TradesAsync(new TradeFilter(), new PageRequest(), JournalBench.Cancellation)).Failure.ShouldNotBeNull().ShouldContain("is away");
        server.Start();
        await bench.FlushAsync();
        await bench.UntilAsync(JournalState.Ok);
        (await bench.FactsAsync(Demo)).Select(fact => fact.Text).ShouldBe(Enumerable.Range(0, 1500).Select(number => $"Amber alarm: number {number}"));
    }

    [Fact]
    public async Task A_server_that_is_away_at_the_start_holds_nothing_up()
    {
        using var server = PostgreSqlServer.StartOwn();
        await using var bench = new PostgreSqlBench(server.CreateDatabase());
        bench.Settings = bench.Settings with { ReadWait = TimeSpan.FromMilliseconds(200) };
        server.Stop();
        bench.Start().Journal.Append(Session(1));
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Failure.ShouldNotBeNull();
        server.Start();
        await bench.FlushAsync();
        (await bench.Journal.RecallAsync(Demo, JournalBench.Cancellation)).Value.LastEpoch.ShouldBe(1);
    }
}
