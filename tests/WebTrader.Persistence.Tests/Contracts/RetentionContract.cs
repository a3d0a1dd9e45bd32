using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Tests.Benches;
using WebTrader.TestKit.Jobs;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Contracts;

/// <summary>Old entries are taken out, and what is left can still be checked.</summary>
public abstract class RetentionContract : IAsyncDisposable
{
    private readonly JournalBench bench;

    protected RetentionContract(JournalBench bench)
    {
        this.bench = bench;
        bench.Settings = bench.Settings with { KeepFor = TimeSpan.FromDays(30) };
    }

        public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    private static SessionStarted Begun(long epoch, double daysAgo) => new(Demo, DateTimeOffset.UtcNow.AddDays(-daysAgo), epoch, 0);

    private async Task Record(params JournalEntry[] entries)
    {
        foreach (var entry in entries) bench.Journal.Append(entry);
        await bench.FlushAsync();
    }

    private async Task Until(string question, long answer)
    {
        var began = TimeProvider.System.GetTimestamp();
        while ((long)bench.Ask(question)! != answer)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(1), question);
            await Task.Delay(10, JournalBench.Cancellation);
        }
    }

    /// <summary>Three old entries and two new ones, of which the old ones were taken out.</summary>
    private async Task<ChainHead> Pruned()
    {
        bench.Start();
        await Record(Begun(1, 40), Begun(2, 35), Begun(3, 31), Begun(4, 29), Begun(5, 0));
        await Until("SELECT min(\"Sequence\") FROM \"Journal\"", 4);
        return bench.Journal.Head!;
    }

    private ChainWalk Walk(out List<long> sound) => Walk(bench.OpenSource, out sound);

    private static ChainWalk Walk(Func<JournalSource> open, out List<long> sound)
    {
        using var source = open();
        var walk = new ChainWalk(source);
        sound = [.. walk.Sound().Select(row => row.Sequence)];
        return walk;
    }

    private ChainWalk Tampered(string sql)
    {
        bench.Ask(sql);
        return Walk(out _);
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_goes_and_the_chain_goes_on_from_a_signed_checkpoint()
    {
        var head = await Pruned();
        var walk = Walk(out var sound);
        walk.Break.ShouldBeNull();
        sound.ShouldBe([4, 5]);
        walk.Head.ShouldBe(head);

        await bench.RestartAsync();
        await Record(Begun(6, 0));
        Walk(out sound).Break.ShouldBeNull();
        sound.ShouldBe([4, 5, 6]);
        bench.Ask("SELECT count(*) FROM \"Checkpoints\"").ShouldBe(1L);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(bench.KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task A_beginning_that_somebody_else_cut_off_and_signed_anew_shows_by_the_key()
    {
        await Pruned();
        var own = Checkpoint.KeyNameIn(Path.GetDirectoryName(bench.KeyFile)!).ShouldNotBeNull();
        Walk(() => With(own), out _).Break.ShouldBeNull();
        Walk(() => With("0123456789abcdef"), out _).Break.ShouldNotBeNull().ToString().ShouldBe($"entry 4: the checkpoint before it, where the journal begins, is signed by the key {own}, and that of this journal is 0123456789abcdef");

        JournalSource With(string key)
        {
            var source = bench.OpenSource();
            source.KeyName = key;
            return source;
        }
    }

    [Fact]
    public async Task An_export_carries_the_checkpoint()
    {
        var head = await Pruned();
        var export = Path.Combine(bench.Folder, "export.jsonl");
        using (var source = bench.OpenSource())
        using (var writer = new StreamWriter(export)) ExportSource.Write(source, writer);
        var walk = Walk(() => JournalSource.Open(export), out var sound);
        (walk.Break, walk.Head).ShouldBe((null, head));
        sound.ShouldBe([4, 5]);

        await File.WriteAllTextAsync(export, (await File.ReadAllTextAsync(export, JournalBench.Cancellation)).Replace("\"checkpoint\":{\"sequence\":3", "\"checkpoint\":{\"sequence\":2", StringComparison.Ordinal), JournalBench.Cancellation);
        Walk(() => JournalSource.Open(export), out _).Break.ShouldNotBeNull().ToString().ShouldBe("entry 3: the checkpoint before it, where the journal begins, is not the one that was signed");
    }

    [Fact]
    public async Task Another_beginning_than_the_signed_one_is_found()
    {
        await Pruned();
        Tampered("DELETE FROM \"Journal\" WHERE \"Sequence\" = 4").Break.ShouldNotBeNull().ToString().ShouldStartWith("entry 4: it is missing; nothing stands before it, the next is 5 of ");
        Tampered("UPDATE \"Checkpoints\" SET \"Sequence\" = 4, \"Hash\" = (SELECT \"Hash\" FROM \"Journal\" WHERE \"Sequence\" = 5)").Break.ShouldNotBeNull().What.ShouldBe(BreakKind.Changed);
        Tampered("DELETE FROM \"Checkpoints\"").Break.ShouldNotBeNull().ToString().ShouldStartWith("entry 1: it is missing with 3 more after it");
    }

    [Fact]
    public async Task The_last_entry_stays_however_old_it_is()
    {
        bench.Start();
        await Record(Begun(1, 40), Begun(2, 39));
        await Until("SELECT count(*) FROM \"Journal\"", 1);
        await Record(Begun(3, 0));
        Walk(out var sound).Break.ShouldBeNull();
        sound.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Without_its_key_nothing_is_taken_out_and_writing_goes_on()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(bench.KeyFile)!);
        await File.WriteAllTextAsync(bench.KeyFile, "no key", JournalBench.Cancellation);
        bench.Start();
        await Record(Begun(1, 40), Begun(2, 0));
        await Record(Begun(3, 0));
        Walk(out var sound).Break.ShouldBeNull();
        sound.ShouldBe([1, 2, 3]);
        bench.Journal.Health.State.ShouldBe(Core.Ports.JournalState.Ok);
    }

    private async Task<string> Exports()
    {
        var folder = Path.Combine(bench.Folder, "exports");
        bench.Settings = bench.Settings with { ExportFolder = folder, PrunesByItself = false };
        bench.Start();
        await Record(Begun(1, 40), Begun(2, 35), Begun(3, 31), Begun(4, 29), Begun(5, 0));
        return folder;
    }

    private static List<long> Sound(string export)
    {
        Walk(() => JournalSource.Open(export), out var sound).Break.ShouldBeNull();
        return sound;
    }

    [Fact]
    public async Task What_is_taken_out_is_in_an_export_that_can_be_verified_by_itself()
    {
        var folder = await Exports();
        bench.Ask("SELECT min(\"Sequence\") FROM \"Journal\"").ShouldBe(1L, "nothing goes by itself");

        var report = await bench.Journal.PruneAsync(_ => { });
        report.ShouldBe(new Recording.RetentionReport(3, Path.Combine(folder, "journal-000000000001-000000000003.jsonl.gz")));
        Sound(report.Export!).ShouldBe([1, 2, 3]);
        Walk(out var left).Break.ShouldBeNull();
        left.ShouldBe([4, 5]);
        (await bench.Journal.PruneAsync(_ => { })).ShouldBe(new Recording.RetentionReport(0, null));

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => bench.Journal.PruneAsync(_ => { })));
        Directory.GetFiles(folder).ShouldBe([report.Export!]);
    }

    [Fact]
    public async Task An_export_goes_on_from_the_one_before()
    {
        var folder = await Exports();
        await bench.Journal.PruneAsync(_ => { });
        bench.Settings = bench.Settings with { KeepFor = TimeSpan.FromDays(20) };
        await bench.RestartAsync();
        var second = await bench.Journal.PruneAsync(_ => { });
        Sound(second.Export!).ShouldBe([4]);
        using var first = JournalSource.Open(Path.Combine(folder, "journal-000000000001-000000000003.jsonl.gz"));
        var walk = new ChainWalk(first);
        walk.Sound().Count().ShouldBe(3);
        using var next = JournalSource.Open(second.Export!);
        next.Checkpoint!.Head.ShouldBe(walk.Head);
    }

    [Fact]
    public async Task Killed_before_any_step_nothing_is_lost_and_the_next_one_ends_it()
    {
        await Exports();
        var last = 0;
        var steps = new Steps(last);
        while (!await EndsAsync(steps))
        {
            bench.Ask("SELECT min(\"Sequence\") FROM \"Journal\"").ShouldBe(1L, $"after {string.Join(", ", steps.Told)}");
            Walk(out _).Break.ShouldBeNull();
            await Record(Begun(100 + last, 0));
            steps = new Steps(++last);
        }

        last.ShouldBeGreaterThanOrEqualTo(4);
        Walk(out var sound).Break.ShouldBeNull();
        sound[0].ShouldBe(4);
        Directory.GetFiles(Path.Combine(bench.Folder, "exports")).Select(file => Sound(file)).ShouldHaveSingleItem().ShouldBe([1, 2, 3]);
    }

    private async Task<bool> EndsAsync(Steps steps)
    {
        try
        {
            (await bench.Journal.PruneAsync(steps.Tell)).Entries.ShouldBe(3);
            return true;
        }
        catch (KilledException)
        {
            return false;
        }
    }

    [Fact]
    public async Task An_export_that_cannot_be_written_keeps_everything_where_it_is()
    {
        var folder = await Exports();
        await File.WriteAllTextAsync(folder, "a file in its place", JournalBench.Cancellation);
        await Should.ThrowAsync<IOException>(() => bench.Journal.PruneAsync(_ => { }));
        Walk(out var sound).Break.ShouldBeNull();
        sound.Count.ShouldBe(5);
        await Record(Begun(6, 0));
    }

    [Fact]
    public async Task What_is_not_sound_is_not_taken_out()
    {
        await Exports();
        bench.Ask("UPDATE \"Journal\" SET \"Text\" = 'another' WHERE \"Sequence\" = 2");
        (await Should.ThrowAsync<IOException>(() => bench.Journal.PruneAsync(_ => { }))).Message.ShouldContain("entry 2");
        bench.Ask("SELECT count(*) FROM \"Journal\"").ShouldBe(5L);
    }

    [Fact]
    public void A_stop_whose_intent_was_taken_out_is_no_stop_that_nobody_wanted()
    {
        new StopAudit().Take(Settled(Intent(1))).ShouldNotBeNull();
        var audit = new StopAudit(isFromTheBeginning: false);
        audit.Take(Settled(Intent(1))).ShouldBeNull();
        audit.Take(Intent(5) with { Rule = Core.Stops.RuleName.Operator });
        audit.Take(Settled(Intent(4))).ShouldBeNull();
        audit.Take(Settled(Intent(6))).ShouldNotBeNull("it would be here");
    }
}
