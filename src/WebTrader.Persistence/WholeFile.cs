namespace WebTrader.Persistence;

/// <summary>Files that are whole or not there: written under another name, flushed to the disk, and then given their own.</summary>
public static class WholeFile
{
    private const string Growing = ".part";

    /// <summary>Replaces what has the name.</summary>
    /// <param name="path">Its folder is made where it is missing.</param>
    /// <param name="tell">Hears of each step before it is taken; what it throws leaves the name as it was.</param>
    /// <param name="write">Writes all of it.</param>
    /// <exception cref="IOException">It cannot be written; what had the name still has it.</exception>
    public static void Write(string path, Action<string> tell, Action<Stream> write) => Make(path, tell, growing =>
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // What is in it concerns its owner alone: trades, and what leads to users.
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(growing, options);
        write(file);
    });

    /// <summary>The same where something else makes the file.</summary>
    /// <param name="make">Makes a file under the name that it is given; there is none of that name.</param>
    public static void Make(string path, Action<string> tell, Action<string> make)
    {
        var name = Path.GetFileName(path);
        var growing = path + Growing;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        tell($"{name}: writing");
        File.Delete(growing);
        make(growing);
        tell($"{name}: flushing");
        using (var file = new FileStream(growing, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(growing, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        tell($"{name}: naming");
        File.Move(growing, path, overwrite: true);
        tell($"{name}: done");
    }

    /// <summary>Whether a name is one that only unfinished files have.</summary>
    public static bool IsUnfinished(string path) => path.EndsWith(Growing, StringComparison.Ordinal);
}
