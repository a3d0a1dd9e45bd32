using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Positions;
using WebTrader.Host.Jobs;
using WebTrader.Host.Tests.Commands;
using WebTrader.Persistence;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Tests.Jobs;

public sealed class HeadLogTests
{
    [Fact]
    public async Task The_head_is_logged_every_five_minutes_where_it_is_news_and_at_the_end()
    {
        using var folder = new TempFolder();
        await using var journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(folder.Of("webtrader.db")) }, TimeProvider.System, NullLogger<EfJournal>.Instance);
        var clock = new HandTimer();
        var log = new Lines();
        using var heads = new HeadLog(journal, clock, log);
        await heads.StartAsync(TestContext.Current.CancellationToken);
        clock.Period.ShouldBe(TimeSpan.FromMinutes(5));

        await Record(journal, 1);
        clock.Fire();
        clock.Fire();
        log.Said.ShouldBe([$"The journal goes to {journal.Head}"]);
        await Record(journal, 2);
        await heads.StopAsync(TestContext.Current.CancellationToken);
        log.Said.Count.ShouldBe(2);
        log.Said[1].ShouldStartWith("The journal goes to 2:");
        clock.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task The_heartbeat_and_the_last_line_of_the_log_have_a_head_that_verify_finds()
    {
        using var data = new TempFolder();
        using var host = HostProcess.Serve(data);
        using var http = await host.ReadyAsync();
        await Eventually.TrueAsync(async () => await HeadAsync(http) is not ("" or ['0', ':', ..]), "something is written down");
        var early = await HeadAsync(http);
        (await host.StopAsync()).ShouldBe(0);

        var last = host.Said.Split('\n').Last(line => line.Contains("The journal goes to ", StringComparison.Ordinal)).Split(' ')[^1].Trim();
        RecordedWorld.Verify(data.Path, early).ExitCode.ShouldBe(0);
        var (code, said) = RecordedWorld.Verify(data.Path, last);
        code.ShouldBe(0, said);
        said.ShouldContain($"head                    {last}\n");
        RecordedWorld.Run(data.Of("webtrader.db"), "DELETE FROM Journal WHERE Sequence = (SELECT max(Sequence) FROM Journal)");
        RecordedWorld.Verify(data.Path, last).ExitCode.ShouldBe(1);
    }

    private static async Task<string> HeadAsync(HttpClient http)
    {
        using var document = System.Text.Json.JsonDocument.Parse(await http.GetStringAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken));
        return document.RootElement.GetProperty("journalHead").GetString() ?? "";
    }

    private static async Task Record(EfJournal journal, long epoch)
    {
        journal.Append(new SessionStarted(new AccountId("demo"), DateTimeOffset.UnixEpoch, epoch, 0));
        (await journal.FlushAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
    }

    private sealed class HandTimer : TimeProvider, ITimer
    {
        private Action? fire;

        public TimeSpan Period { get; private set; }

        public bool IsDisposed { get; private set; }

        public void Fire() => fire!();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (fire, Period) = (() => callback(state), period);
            return this;
        }

        public bool Change(TimeSpan dueTime, TimeSpan period) => false;

        public void Dispose() => IsDisposed = true;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Lines : ILogger<HeadLog>
    {
        public List<string> Said { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Said.Add(formatter(state, exception));
    }
}
