namespace WebTrader.Host.Data;

/// <summary>Writes small files that must be whole: another one takes the place of the one that is there, once it is on the disk.</summary>
internal static class SmallFile
{
    /// <summary>Whole or not at all, and on the disk when this returns.</summary>
    /// <param name="isForOwner">Whether nobody but the user of this process may read it. Of no effect on Windows, where the folder decides.</param>
    /// <param name="aside">What was there stays under this path; null where it goes.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">As above.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content, bool isForOwner = false, string? aside = null)
    {
        var growing = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, Share = FileShare.None };
        if (isForOwner && !OperatingSystem.IsWindows())
        {
            // The rights of a file that is there already would stay as they are.
            File.Delete(growing);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var file = new FileStream(growing, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        if (aside is null) File.Move(growing, path, overwrite: true);
        else File.Replace(growing, path, aside);
    }
}
