using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Persistence.Chain;
using Xunit;
using static WebTrader.TestKit.Journal.JournalSamples;

namespace WebTrader.Persistence.Tests.Chain;

/// <summary>Old entries are taken out, and what is left can still be checked.</summary>
public sealed class RetentionTests : IAsyncDisposable
{
    private readonly JournalFile file = new();

    public RetentionTests() => file.Settings = file.Settings with { KeepFor = TimeSpan.FromDays(30) };

    public ValueTask DisposeAsync() => file.DisposeAsync();

    private static SessionStarted Begun(long epoch, double daysAgo) => new(Demo, DateTimeOffset.UtcNow.AddDays(-daysAgo), epoch, 0);

    private async Task Record(params JournalEntry[] entries)
    {
        foreach (var entry in entries) file.Journal.Append(entry);
        await file.FlushAsync();
    }

    private async Task Until(string question, long answer)
    {
        var began = TimeProvider.System.GetTimestamp();
        while ((long)file.Ask(question)! != answer)
        {
            TimeProvider.System.GetElapsedTime(began).ShouldBeLessThan(TimeSpan.FromMinutes(1), question);
            await Task.Delay(10, JournalFile.Cancellation);
        }
    }

    /// <summary>Three old entries and two new ones, of which the old ones were taken out.</summary>
    private async Task<ChainHead> Pruned()
    {
        file.Start();
        await Record(Begun(1, 40), Begun(2, 35), Begun(3, 31), Begun(4, 29), Begun(5, 0));
        await Until("SELECT min(Sequence) FROM Journal", 4);
        return file.Journal.Head!;
    }

    private static ChainWalk Walk(string path, out List<long> sound)
    {
        using var source = JournalSource.Open(path);
        var walk = new ChainWalk(source);
        sound = [.. walk.Sound().Select(row => row.Sequence)];
        return walk;
    }

    private ChainWalk Tampered(string sql)
    {
        file.Ask(sql);
        return Walk(file.Path, out _);
    }

    [Fact]
    public async Task What_is_older_than_it_is_kept_goes_and_the_chain_goes_on_from_a_signed_checkpoint()
    {
        var head = await Pruned();
        var walk = Walk(file.Path, out var sound);
        walk.Break.ShouldBeNull();
        sound.ShouldBe([4, 5]);
        walk.Head.ShouldBe(head);

        await file.RestartAsync();
        await Record(Begun(6, 0));
        Walk(file.Path, out sound).Break.ShouldBeNull();
        sound.ShouldBe([4, 5, 6]);
        file.Ask("SELECT count(*) FROM Checkpoints").ShouldBe(1L);
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(KeyFile).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task An_export_carries_the_checkpoint()
    {
        var head = await Pruned();
        var export = file.Path + ".jsonl";
        using (var source = JournalSource.Open(file.Path))
        using (var writer = new StreamWriter(export)) ExportSource.Write(source, writer);
        var walk = Walk(export, out var sound);
        (walk.Break, walk.Head).ShouldBe((null, head));
        sound.ShouldBe([4, 5]);

        await File.WriteAllTextAsync(export, (await File.ReadAllTextAsync(export, JournalFile.Cancellation)).Replace("\"checkpoint\":{\"sequence\":3", "\"checkpoint\":{\"sequence\":2", StringComparison.Ordinal), JournalFile.Cancellation);
        Walk(export, out _).Break.ShouldNotBeNull().ToString().ShouldBe("entry 3: the checkpoint before it, where the journal begins, is not the one that was signed");
    }

    [Fact]
    public async Task Another_beginning_than_the_signed_one_is_found()
    {
        await Pruned();
        Tampered("DELETE FROM Journal WHERE Sequence = 4").Break.ShouldNotBeNull().ToString().ShouldStartWith("entry 4: it is missing; nothing stands before it, the next is 5 of ");
        Tampered("UPDATE Checkpoints SET Sequence = 4, Hash = (SELECT Hash FROM Journal WHERE Sequence = 5)").Break.ShouldNotBeNull().What.ShouldBe(BreakKind.Changed);
        Tampered("DELETE FROM Checkpoints").Break.ShouldNotBeNull().ToString().ShouldStartWith("entry 1: it is missing with 3 more after it");
    }

    [Fact]
    public async Task The_last_entry_stays_however_old_it_is()
    {
        file.Start();
        await Record(Begun(1, 40), Begun(2, 39));
        await Until("SELECT count(*) FROM Journal", 1);
        await Record(Begun(3, 0));
        Walk(file.Path, out var sound).Break.ShouldBeNull();
        sound.ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Without_its_key_nothing_is_taken_out_and_writing_goes_on()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
        await File.WriteAllTextAsync(KeyFile, "no key", JournalFile.Cancellation);
        file.Start();
        await Record(Begun(1, 40), Begun(2, 0));
        await Record(Begun(3, 0));
        Walk(file.Path, out var sound).Break.ShouldBeNull();
        sound.ShouldBe([1, 2, 3]);
        file.Journal.Health.State.ShouldBe(Core.Ports.JournalState.Ok);
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

    private string KeyFile => Path.Combine(Path.GetDirectoryName(file.Path)!, CheckpointKey.FileName);
}
