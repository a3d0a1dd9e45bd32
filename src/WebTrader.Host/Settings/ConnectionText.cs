using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Settings;

/// <summary>A sound connection string. It may hold a password, so it does not show what it is. Immutable.</summary>
public sealed class ConnectionText
{
    /// <summary>The SQLite file of the data folder.</summary>
    public static readonly ConnectionText Usual = new(null);

    private readonly string? text;

    private ConnectionText(string? text) => this.text = text;

    public bool IsUsual => text is null;

    /// <exception cref="FormatException">It is not sound; the message repeats nothing of it.</exception>
    public static ConnectionText Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Usual;
        DatabaseAddress.Parse(text, Path.GetTempPath());
        return new ConnectionText(text);
    }

    /// <summary>The database that is meant, for a host with this data folder.</summary>
    public DatabaseAddress In(string dataFolder) => DatabaseAddress.Parse(text, dataFolder);

    public override string ToString() => IsUsual ? "the data folder" : "a connection string";
}
