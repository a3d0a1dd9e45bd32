using System.Globalization;

namespace WebTrader.Host.Data;

/// <summary>Another process has the folder.</summary>
public sealed class FolderHeldException(string message, Exception inner) : IOException(message, inner);

/// <summary>
/// The right of one process to a folder, until it is disposed or the process ends in whatever way: the operating system takes
/// the file back, so that nothing is left behind by a killed process. Who has it stands in a file beside, for people.
/// </summary>
public sealed class FolderLock : IDisposable
{
    private const string LockFile = "held.lock";
    private const string HolderFile = "held-by.txt";

    private readonly FileStream file;

    private FolderLock(FileStream file) => this.file = file;

    /// <exception cref="FolderHeldException">Another process, or another part of this one, has it.</exception>
    public static FolderLock Take(string folder, TimeProvider clock)
    {
        FileStream file;
        try
        {
            file = new FileStream(Path.Combine(folder, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException fault) when (fault.GetType() == typeof(IOException))
        {
            throw new FolderHeldException($"{folder} is in use by {Holder(folder)}. End that one first, or use another data folder (--data FOLDER).", fault);
        }

        try
        {
            File.WriteAllText(Path.Combine(folder, HolderFile), string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId}, started {clock.GetUtcNow():yyyy-MM-dd HH:mm:ss} UTC"));
            return new FolderLock(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private static string Holder(string folder)
    {
        try
        {
            var holder = File.ReadAllText(Path.Combine(folder, HolderFile)).Trim();
            return holder.Length > 0 ? holder : "another process";
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
