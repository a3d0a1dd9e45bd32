using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using WebTrader.Host.Security.Rights;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.SignIn;

/// <summary>
/// The users and keys as they were last read, in memory: whoever has signed in stays signed in, and keys go on to work, while the database cannot be read, also where it never could in this run: a copy is in a file. Thread-safe.
/// </summary>
internal sealed class KnownCallers(ControlStore store, CallersFile file, TimeProvider clock, ILogger<KnownCallers> logger) : IDisposable
{
    /// <summary>However often it is renewed, a session ends after this.</summary>
    private static readonly TimeSpan LongestSession = TimeSpan.FromDays(7);

    private readonly SemaphoreSlim reading = new(1, 1);
    private readonly Lock ending = new();
    private readonly Dictionary<string, DateTimeOffset> ended = new(StringComparer.Ordinal);
    private readonly Lock noting = new();
    private readonly Dictionary<string, DateTimeOffset> used = new(StringComparer.Ordinal);
    private Snapshot? snapshot;

    /// <summary>Somebody may no longer be who it was.</summary>
    public event Action? Changed;

    /// <summary>Ends when the copy in the file is as new as what is known. Never fails.</summary>
    public Task Copying { get; private set; } = Task.CompletedTask;

    /// <summary>Null before the users were read for the first time, and where no copy of them is there.</summary>
    public bool? HasAdmin => Volatile.Read(ref snapshot)?.Users.Values.Any(user => user is { Role: Role.Admin, IsDisabled: false });

    /// <summary>Goes by the copy until the database has been read. For the beginning.</summary>
    public void Recall()
    {
        var (copy, problem) = file.Read();
        if (problem is not null) logger.LogWarning("The copy of users and keys is of no use until the database can be read: {Reason}", problem);
        if (copy is not null) Interlocked.CompareExchange(ref snapshot, Snapshot.Of(copy), null);
    }

    /// <summary>Reads everybody anew. One reading at a time: an older one must not come after a newer one, or whoever was just added or disabled would not be.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        try
        {
            await ReadAsync(cancellation);
        }
        finally
        {
            reading.Release();
        }

        Changed?.Invoke();
    }

    /// <summary>Whether a person is still who it was when it signed in. What is not known is believed: the cookie itself is sealed.</summary>
    public bool IsStill(Caller person)
    {
        if (clock.GetUtcNow() - person.Since > LongestSession) return false;
        lock (ending)
        {
            if (ended.ContainsKey(person.Session!)) return false;
        }

        return Volatile.Read(ref snapshot) is not { } known || (known.Users.TryGetValue(person.Id, out var user) && !user.IsDisabled && user.StampHash == Secrets.Hash(person.Stamp!));
    }

    /// <summary>A copy of the cookie is of no use from now on.</summary>
    public void End(string session)
    {
        var now = clock.GetUtcNow();
        lock (ending)
        {
            foreach (var old in ended.Where(pair => now - pair.Value > LongestSession).Select(pair => pair.Key).ToList()) ended.Remove(old);
            ended[session] = now;
        }

        Changed?.Invoke();
    }

    /// <summary>Whose key that is; null when it is nobody's, revoked or expired.</summary>
    /// <exception cref="ControlAwayException">The keys have never been read.</exception>
    public Caller? OfKey(string secret)
    {
        if (Volatile.Read(ref snapshot) is not { } known) throw new ControlAwayException("The keys have not been read yet.");
        var now = clock.GetUtcNow();
        if (!known.Keys.TryGetValue(Secrets.Hash(secret), out var key) || key.ExpiresAt <= now) return null;
        lock (noting) used[key.Id] = now;
        return new Caller(key.Id, "key " + key.Name, null, Grants.Of(key.Scopes));
    }

    /// <summary>Whether a caller's key is still good, for who is connected for long. That of commands on this machine is as long as the host runs.</summary>
    public bool HasKey(string id) => id == LocalKey.Name || Volatile.Read(ref snapshot) is not { } known || known.Keys.Values.Any(key => key.Id == id && !(key.ExpiresAt <= clock.GetUtcNow()));

    /// <summary>Writes down when keys were last used.</summary>
    public async Task NoteUsesAsync(CancellationToken cancellation)
    {
        List<KeyValuePair<string, DateTimeOffset>> uses;
        lock (noting)
        {
            uses = [.. used];
            used.Clear();
        }

        if (uses.Count == 0) return;
        await using var db = store.Context();
        foreach (var (id, at) in uses) await db.ApiKeys.Where(key => key.Id == id).ExecuteUpdateAsync(row => row.SetProperty(key => key.LastUsedAt, at), cancellation);
    }

    public void Dispose() => reading.Dispose();

    private async Task ReadAsync(CancellationToken cancellation)
    {
        await using var db = store.Context();
        var users = await db.Users.AsNoTracking().OrderBy(user => user.Id).Select(user => new { user.Id, user.Role, user.IsDisabled, user.SecurityStamp }).ToListAsync(cancellation);
        var keys = await db.ApiKeys.AsNoTracking().Where(key => key.RevokedAt == null).OrderBy(key => key.Id).Select(key => new KnownKey(key.Id, key.Name, key.Hash, key.Scopes, key.ExpiresAt)).ToListAsync(cancellation);
        var copy = new CallersCopy([.. users.Select(user => new KnownUser(user.Id, user.Role, user.IsDisabled, user.SecurityStamp is { } stamp ? Secrets.Hash(stamp) : null))], keys);
        Volatile.Write(ref snapshot, Snapshot.Of(copy));
        // A disk that is slow to flush holds up nobody who signs in.
        Copying = Copying.ContinueWith(_ => Copy(copy), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    private void Copy(CallersCopy copy)
    {
        try
        {
            file.Write(copy);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            logger.LogWarning("Users and keys cannot be copied to the data folder; without the database the next run would know none: {Reason}", fault.Message);
        }
    }

    private sealed record Snapshot(Dictionary<string, KnownUser> Users, Dictionary<string, KnownKey> Keys)
    {
        public static Snapshot Of(CallersCopy copy) =>
            new(copy.Users.ToDictionary(user => user.Id, StringComparer.Ordinal), copy.Keys.ToDictionary(key => key.Hash, StringComparer.Ordinal));
    }
}
