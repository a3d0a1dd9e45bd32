using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Journal;

namespace WebTrader.Persistence.Backlog;

/// <summary>
/// What waits to be written also stands in files beside the database, so that it outlives the process. Not the power: nothing is forced to the disk. A thread of its own writes each fact as it
/// comes, and takes the files away when all in them is stored; nothing that protects waits for it. Bounded: what does not fit waits in memory alone. Thread-safe.
/// </summary>
internal sealed class WaitingFile : IDisposable
{
    /// <summary>Bytes that all files may have together.</summary>
    public const long Most = 64 * 1024 * 1024;

    private const long MostInOne = 4 * 1024 * 1024;
    private const int MostUnwritten = 20_000;
    private const string Prefix = "journal-waiting-";
    private const string Suffix = ".jsonl";
    private const string Aside = ".unread";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly string folder;
    private readonly ILogger logger;
    private readonly Lock adding = new();
    private readonly BlockingCollection<Note> notes = new(MostUnwritten);
    private readonly List<Part> full = [];
    private readonly Thread writing;
    private Part? current;
    private FileStream? stream;
    private bool isFailing;
    private int number;

    /// <param name="folder">Held by this process.</param>
    public WaitingFile(string folder, ILogger logger)
    {
        this.folder = folder;
        this.logger = logger;
        Earlier = Directory.Exists(folder) ? [.. Directory.EnumerateFiles(folder, Prefix + "*" + Suffix).Order(StringComparer.Ordinal)] : [];
        full.AddRange(Earlier.Select(file => new Part(file) { Length = new FileInfo(file).Length }));
        number = Earlier.Select(file => int.TryParse(Path.GetFileName(file)[Prefix.Length..^Suffix.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var known) ? known : 0).DefaultIfEmpty().Max();
        writing = new Thread(Run) { IsBackground = true, Name = "journal waiting" };
        writing.Start();
    }

    /// <summary>Files of an earlier run, oldest first.</summary>
    private IReadOnlyList<string> Earlier { get; }

    /// <summary>What an earlier run has left waiting, in order. A file that cannot be read is put aside for people: the journal does not wait for it.</summary>
    /// <exception cref="IOException">A file can be neither read nor put aside.</exception>
    public IReadOnlyList<WaitingFact> Left() => [.. Earlier.Where(File.Exists).SelectMany(Lines).Select(WaitingFact.Read).OfType<WaitingFact>()];

    private string[] Lines(string file)
    {
        try
        {
            return File.ReadAllLines(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            File.Move(file, file + Aside, overwrite: true);
            logger.LogError(fault, "What an earlier run has left waiting in {File} cannot be read and is put aside as it is: {Reason}", file, fault.Message);
            return [];
        }
    }

    /// <param name="order">From 1; grows.</param>
    /// <param name="after">How far the journal goes at least.</param>
    public void Add(long order, JournalEntry entry, long after) => Take(new Note(order, entry, after));

    /// <summary>Everything with a smaller order is stored or given up, and so is what an earlier run has left.</summary>
    public void Forget(long before) => Take(new Note(before, null, 0));

    /// <summary>Ends when all that was added stands in the files; what does not answer is left behind.</summary>
    public void Dispose()
    {
        lock (adding) notes.CompleteAdding();
        if (writing.Join(Patience)) notes.Dispose();
    }

    private void Take(Note note)
    {
        // A full line or one that is closed: it waits in memory alone, as everything did before there were files.
        lock (adding)
        {
            if (!notes.IsAddingCompleted) notes.TryAdd(note);
        }
    }

    private void Run()
    {
        foreach (var note in notes.GetConsumingEnumerable())
        {
            try
            {
                if (note.Entry is { } entry) Write(note.Order, WaitingFact.Of(entry, note.After).ToLine());
                else Remove(note.Order);
                isFailing = false;
            }
            catch (Exception fault)
            {
                // A part that may end in the middle of a line is not written on.
                Seal();
                if (!isFailing) logger.LogWarning(fault, "What waits to be written is kept in memory alone, and would be lost with this process: {Reason}", fault.Message);
                isFailing = true;
            }
        }

        stream?.Dispose();
        if (current is { Length: 0 }) File.Delete(current.Path);
    }

    private void Write(long order, byte[] line)
    {
        if (full.Sum(part => part.Length) + (current?.Length ?? 0) + line.Length > Most) throw new IOException($"{Most / 1024 / 1024} MB wait already");
        if (current is { Length: > MostInOne }) Seal();
        if (current is null)
        {
            current = new Part(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{++number:D9}{Suffix}")));
            // Unbuffered: what was written is the system's, whatever becomes of this process.
            stream = new FileStream(current.Path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        }

        current.Last = Math.Max(current.Last, order);
        current.Length += line.Length;
        stream!.Write(line);
    }

    private void Remove(long before)
    {
        foreach (var part in full.Where(part => part.Last < before).ToList())
        {
            File.Delete(part.Path);
            full.Remove(part);
        }

        if (current is not { Length: > 0 } || current.Last >= before) return;
        stream!.SetLength(0);
        stream.Position = 0;
        current.Length = 0;
    }

    private void Seal()
    {
        stream?.Dispose();
        stream = null;
        if (current is not null) full.Add(current);
        current = null;
    }

    private readonly record struct Note(long Order, JournalEntry? Entry, long After);

    private sealed class Part(string path)
    {
        public string Path { get; } = path;

        /// <summary>The highest order in it; 0 for what an earlier run has left.</summary>
        public long Last { get; set; }

        public long Length { get; set; }
    }
}
