using System.Text.Json;
using Microsoft.Extensions.Logging;
using WebTrader.Engine;
using WebTrader.Persistence;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Settings.Versions;

/// <content>From the start on: which version holds, and that file and database hold it too.</content>
public sealed partial class SettingsKeeper
{
    private const string TheHost = "the host";

    /// <summary>Each account has a fact of its own for a change.</summary>
    private const int FactsLookedAt = 500;

    private static readonly TimeSpan AtStart = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NowAndThen = TimeSpan.FromSeconds(30);

    private readonly SettingsStart start;
    private readonly CancellationTokenSource stopping = new();
    private Task looking = Task.CompletedTask;

    /// <summary>What is wrong with the file, so that it is not the last good copy; null for nothing.</summary>
    private string? fileProblem;

    /// <summary>Whether the journal has been told of what is in force, in this run or in an earlier one.</summary>
    private bool isTold;

    /// <summary>Why a version that was found cannot be used.</summary>
    private string unreadable = "";

    /// <summary>What is wrong with the copies while it is known what holds; null for nothing.</summary>
    private string? copyWarning;

    /// <summary>Before the sessions. A sound file is enough; only without one the database is waited for, and not for long.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        fileProblem = start.Damage;
        if (start.Kept is { } kept && Understand(kept) is { } known) inForce = known;
        else if (start is { IsFresh: true, AsksFirst: false }) await SeedAsync();
        for (var began = clock.GetTimestamp(); inForce is null && !await LookAsync(cancellationToken) && clock.GetElapsedTime(began) < AtStart;) await Task.Delay(Soon, clock, cancellationToken);
        // Nothing of real money was ever agreed to in a new folder: what a server may still hold is taken when it answers.
        if (inForce is null && start.IsFresh) await SeedAsync();
        await TellAsync(null);
        if (FilesHaveChanged)
        {
            logger.LogWarning("The settings files or the environment have changed since they were last taken over, and version {Version} of the settings holds all the same. "
                + "GET /api/v1/settings/diff?from={From}&to=0 shows what differs; POST /api/v1/settings/rollback with version 0 takes it over", inForce!.Version.Version, inForce.Version.Version);
        }

        looking = KeepLookingAsync();
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        stopping.Dispose();
        gate.Dispose();
    }

    private async Task KeepLookingAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            var isWell = false;
            try
            {
                isWell = await LookAsync(stopping.Token);
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                logger.LogError(fault, "The settings could not be held against the database, and are again: {Reason}", fault.Message);
            }

            await Task.Delay(isWell ? NowAndThen : Again, clock, stopping.Token);
        }
    }

    /// <summary>Holds what is in force against the database.</summary>
    /// <returns>Whether file and database hold what is in force.</returns>
    private async Task<bool> LookAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            var newest = await store.NewestAsync(cancellation);
            newestStored = newest?.Version ?? 0;
            if (inForce is { } now) await CompareAsync(now, newest);
            else if (newest is not null && Understand(newest) is { } stored) await HoldAsync(stored, DocumentDiff.Between("{}", newest.Document));
            else if (newest is null && fileProblem is null) await SeedAsync();
            else await DespairAsync(newest is null ? "and the database holds no version of them" : unreadable);
            if (inForce is not null) await AddAccountsAsync();
            if (inForce is not null && !isTold) await TellLateAsync(inForce, cancellation);
            if (inForce is not null && fileProblem is not null) WriteFile(inForce.Version);
            await WarnAsync(null);
            return inForce is not null && fileProblem is null;
        }
        catch (SettingsStoreException away)
        {
            if (inForce is null && !start.IsFresh) await DespairAsync(away.Message);
            return false;
        }
        catch (Exception fault) when (fault is SettingsConflictException or SettingsStaleException or SettingsException)
        {
            logger.LogError("The settings in force could not be held against the database: {Reason}", fault.Message);
            await WarnAsync($"The database and the file of the settings differ: {fault.Message}");
            return false;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <summary>The file may be older than the database, where a change was cut short between the two, or newer, where a backup was put in place.</summary>
    private async Task CompareAsync(SettingsInForce now, SettingsVersion? newest)
    {
        if (newest is null || newest.Version < now.Version.Version) await store.AddAsync(now.Version);
        else if (newest.Version > now.Version.Version && Understand(newest) is { } newer) await HoldAsync(newer, DocumentDiff.Between(now.Version.Document, newest.Document));
        else if (newest.Version > now.Version.Version) throw new SettingsException([unreadable]);
        else if (newest.Hash != now.Version.Hash)
            await KeepAsync(new SettingsDraft(now.Version.Version, now.Document, now.Version.Document, []), TheHost, $"the database held another version {newest.Version} than the file of the data folder");
    }

    /// <summary>There never were any: what the settings files say is the first version.</summary>
    private Task<IReadOnlyList<SettingsLate>> SeedAsync()
    {
        var first = new SettingsVersion { Version = 1, At = clock.GetUtcNow(), By = TheHost, Why = "the settings files, as the host was first started", Document = seedText, Seed = seedHash }.Sealed();
        return HoldAsync(new SettingsInForce(first, seed), DocumentDiff.Between("{}", seedText));
    }

    /// <summary>What the settings files say of accounts that are new in them.</summary>
    private async Task AddAccountsAsync()
    {
        var now = inForce!;
        var added = files.Accounts.Where(account => now.Document.Find(account.Id) is null).Select(account => account.Id).ToList();
        if (added.Count == 0) return;
        // Where nothing else has changed in them, they are taken over with that.
        var others = seed with { Accounts = [.. seed.Accounts.Where(account => !added.Contains(account.Id))] };
        var isAll = SettingsVersion.HashOf(DocumentWriter.Write(others)) == now.Version.Seed;
        var draft = Draft(now.Document.WithMissingOf(seed), now) with { Seed = isAll ? seedHash : null };
        await KeepAsync(draft, TheHost, $"new in the settings files: {string.Join(", ", added)}");
    }

    /// <summary>A host that was killed right after a change may not have come to write down the fact. What is so old that its fact may have been taken out of the journal is left.</summary>
    private async Task TellLateAsync(SettingsInForce now, CancellationToken cancellation)
    {
        var read = await journal.Queries.JournalAsync(new JournalFilter(Kind: "settingsChanged"), new PageRequest(size: FactsLookedAt), cancellation);
        if (!read.TryGet(out var facts)) return;
        isTold = true;
        if (now.Version.At < clock.GetUtcNow() - TimeSpan.FromDays(files.KeepDays) + TimeSpan.FromDays(1) || facts.Items.Any(row => ToVersionOf(row.Data) >= now.Version.Version)) return;
        var before = await store.FindAsync(now.Version.Version - 1, cancellation);
        var change = new SettingsChange(before?.Version ?? 0, now.Version.Version, DocumentDiff.Between(before?.Document ?? "{}", now.Version.Document), now.Version.By, now.Version.Why);
        foreach (var account in files.Accounts.Where(account => change.For(account.Id).Count > 0)) journal.Append(change.Of(account.Id, clock.GetUtcNow()));
    }

    private static long ToVersionOf(string fact)
    {
        using var data = JsonDocument.Parse(fact);
        return data.RootElement.GetProperty("toVersion").GetInt64();
    }

    /// <summary>Null where it is not what was kept, or not what this build takes; <see cref="unreadable"/> says why.</summary>
    private SettingsInForce? Understand(SettingsVersion version)
    {
        try
        {
            if (version.IsWhole) return new SettingsInForce(version, DocumentReader.ReadStored(version.Document, files));
            unreadable = $"version {version.Version} in the database is damaged: its hash is another";
        }
        catch (SettingsException unfit)
        {
            unreadable = $"version {version.Version} does not fit this build: {string.Join("; ", unfit.Problems)}";
            if (version == start.Kept) fileProblem = $"{file.Path}: {unreadable}";
        }

        return null;
    }

    private async Task DespairAsync(string why)
    {
        var now = $"{fileProblem ?? "There is no file of them"}; {why.TrimEnd('.')}. Put a backup of {file.Path} or of the database in place and start again, or have another version hold by POST /api/v1/settings/rollback (version 0: the settings files)";
        if (now == problem) return;
        problem = now;
        logger.LogError("The settings cannot be read, and every account is only observed until they can be: {Problem}", now);
        await TellAsync(null);
    }

    private void WriteFile(SettingsVersion version)
    {
        try
        {
            file.Write(version);
            fileProblem = null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The database holds it; the file is tried again.
            fileProblem = $"{file.Path} cannot be written: {fault.Message}";
            logger.LogError("The last good copy of the settings is old: {Problem}", fileProblem);
        }
    }

    private async Task WarnAsync(string? other)
    {
        var now = inForce is null ? null : other ?? fileProblem;
        if (now == copyWarning) return;
        copyWarning = now;
        await TellAsync(null);
    }
}
