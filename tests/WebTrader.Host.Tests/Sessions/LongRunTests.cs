using System.Diagnostics;
using System.Globalization;
using Shouldly;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;

namespace WebTrader.Host.Tests.Sessions;

/// <summary>Hours at a terminal over real sockets, with trades and trouble throughout: twelve of them with WEBTRADER_FULL=true.</summary>
[Collection(nameof(Commands.Alone))]
public sealed class LongRunTests(ITestOutputHelper output)
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("WEBTRADER_FULL") == "true";

    private static readonly TimeSpan Length = IsFull ? TimeSpan.FromHours(12) : TimeSpan.FromMinutes(12);

    /// <summary>Two trades a minute stay in the books of the simulated broker for good.</summary>
    private const long MostBytesAMinute = 3 * 1024;

    private const long MostBytes = 1024 * 1024;

    [Fact]
    public async Task Hours_at_a_terminal_grow_neither_memory_nor_handles_nor_what_waits_for_an_answer()
    {
        await using var run = await LongRun.StartAsync();
        await TroubleAsync(run);
        var random = new SplitMix(20260106);
        var began = TimeProvider.System.GetTimestamp();
        var bid = 1.10000m;
        Measured? early = null;
        for (var second = 1; second <= Length.TotalSeconds; second++)
        {
            await run.PassAsync(TimeSpan.FromSeconds(1));
            bid = Math.Clamp(bid + (random.Between(-3, 3) * 0.00001m), 1.08000m, 1.12000m);
            await run.QuoteAsync(bid);
            if (second % 60 == 0) await TradeAsync(run, ref random);
            if (second % 60 == 30) await run.Terminal.ChangeAsync((faults, _) => faults.Block.Next());
            if (second % 300 == 150) await run.CutAsync();
            if (second % 300 == 0) await run.BeginAnewAsync(second / 300);
            if (second == (int)(Length.TotalSeconds / 4)) early = await MeasureAsync(run, "at 25 %", began);
        }

        var late = await MeasureAsync(run, "at 100 %", began);

        run.Faults.ShouldBeEmpty();
        run.Terminal.Failure.IsCompleted.ShouldBeFalse();
        late.Messages.ShouldBeGreaterThan(early!.Messages * 3);
        (late.Bytes - early.Bytes).ShouldBeLessThan(MostBytes + (long)(Length.TotalMinutes * 3 / 4 * MostBytesAMinute));
        late.Handles.ShouldBeLessThanOrEqualTo(early.Handles + 8);
        late.Waiting.ShouldBeLessThanOrEqualTo(64);
        late.Timers.ShouldBeLessThanOrEqualTo(early.Timers + 32);
        late.Connections.ShouldBe(1);
    }

    /// <summary>What a terminal does to its clients now and then.</summary>
    private static Task TroubleAsync(LongRun run) => run.Terminal.ChangeAsync((faults, _) =>
    {
        faults.TradeLatency = TimeSpan.FromMilliseconds(80);
        faults.LostWakeUp.Chance(2);
        faults.LostAnswer.Chance(10);
        faults.BlockFor = TimeSpan.FromSeconds(3);
    });

    /// <summary>Somebody opens two positions; of more than eight the oldest are closed.</summary>
    private static Task<bool> TradeAsync(LongRun run, ref SplitMix random)
    {
        var lots = 0.01m * random.Between(1, 3);
        return run.Terminal.AskAsync(broker =>
        {
            foreach (var side in (Side[])[Side.Long, Side.Short]) broker.Open(new OrderRequest("EURUSD", side, new Lots(lots), null, null));
            while (broker.Positions.Count > 8) broker.Close(broker.Positions[0].Ticket);
            return true;
        });
    }

    private async Task<Measured> MeasureAsync(LongRun run, string when, long began)
    {
        var terminal = await run.Terminal.FiguresAsync();
        for (var round = 0; round < 2; round++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        var client = run.Client;
        var measured = new Measured(GC.GetTotalMemory(forceFullCollection: true), Handles(), client.Outstanding + client.Waiting, run.Timers, run.Messages, terminal.Connections);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{when}, {run.Now:HH:mm:ss}, after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0} s: {measured.Bytes / 1024:N0} KB, {measured.Handles} handles, {measured.Waiting} calls waiting, {measured.Timers} timers, {measured.Messages:N0} messages, {run.Lines} lines, {client.Kicks} kicks, {client.Late} late answers, {terminal.Connections} connections, {run.Facts:N0} facts, {run.Session.Book.Open.Count} positions"));
        return measured;
    }

    private static int Handles()
    {
        if (OperatingSystem.IsLinux()) return Directory.GetFileSystemEntries("/proc/self/fd").Length;
        using var process = Process.GetCurrentProcess();
        return process.HandleCount;
    }

    /// <param name="Waiting">Numbers of calls that are in use: in line for the socket, or without their answer.</param>
    private sealed record Measured(long Bytes, int Handles, int Waiting, int Timers, long Messages, int Connections);
}
