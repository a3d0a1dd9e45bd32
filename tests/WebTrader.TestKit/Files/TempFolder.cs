namespace WebTrader.TestKit.Files;

/// <summary>A folder for one test, gone afterwards.</summary>
public sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("webtrader-").FullName;

    /// <summary>The path of a file in it, with this text if one is given.</summary>
    public string Of(string name, string? text = null)
    {
        var path = System.IO.Path.Combine(Path, name);
        if (text is not null) File.WriteAllText(path, text);
        return path;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
