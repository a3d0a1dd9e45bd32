using System.Globalization;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;

namespace WebTrader.Host.Emergency;

/// <summary>What a file that somebody has put into the data folder asks for.</summary>
/// <param name="Key">The same for the same file, also in another run.</param>
/// <param name="Why">In words, with what stood in it.</param>
internal sealed record StopFileOrder(EmergencyCommand Command, string Key, string Why);

/// <summary>A file whose being there presses an emergency stop. It is taken up when it has stood still from one look to the next, so that nobody reads half of it. One caller at a time.</summary>
/// <param name="path">Where it would be.</param>
/// <param name="whenEmpty">What an empty one asks for.</param>
/// <param name="accounts">Those that there are: a stop for another would stop nothing.</param>
internal sealed class StopFile(string path, EmergencyCommand whenEmpty, IReadOnlyCollection<AccountId> accounts, TimeProvider clock)
{
    private const int Longest = 1_000;

    private (DateTime WrittenAt, long Length)? seen;
    private string? taken;

    /// <summary>What is asked for, once for each file; null for nothing.</summary>
    public StopFileOrder? Look()
    {
        var file = new FileInfo(path);
        if (!file.Exists)
        {
            (seen, taken) = (null, null);
            return null;
        }

        var now = (file.LastWriteTimeUtc, file.Length);
        var isStill = seen == now;
        seen = now;
        var key = string.Create(CultureInfo.InvariantCulture, $"file|{Path.GetFileName(path)}|{file.LastWriteTimeUtc.Ticks}|{file.Length}");
        return isStill && key != taken ? Read(key) : null;
    }

    /// <summary>It was pressed: the file goes out of the way, and where it cannot it is not taken up again.</summary>
    /// <returns>Why it cannot; null when it has.</returns>
    public string? Done(StopFileOrder order)
    {
        taken = order.Key;
        try
        {
            File.Move(path, string.Create(CultureInfo.InvariantCulture, $"{path}.taken-{clock.GetUtcNow():yyyyMMdd'T'HHmmssfff'Z'}"), overwrite: true);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return fault.Message;
        }
    }

    private StopFileOrder Read(string key)
    {
        var name = Path.GetFileName(path);
        try
        {
            using var reader = new StreamReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
            var letters = new char[Longest];
            var text = new string(letters, 0, reader.ReadBlock(letters)).Trim();
            if (text.Length == 0) return new StopFileOrder(whenEmpty, key, $"The file {name} is there");
            var isUnderstood = EmergencyCommand.Parse(text) is var command && command is not null && (command.Scope.Account is not { } named || accounts.Contains(named));
            return isUnderstood
                ? new StopFileOrder(command!, key, $"The file {name} says \"{text}\"")
                : Halt(key, $"The file {name} says \"{(text.Length <= 100 ? text : text[..100] + "...")}\", allowed is {EmergencyCommand.Allowed}, and as account {string.Join(" or ", accounts)}; what is not understood halts entries");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Halt(key, $"The file {name} is there and cannot be read, which halts entries: {fault.Message}");
        }
    }

    /// <summary>Somebody wanted something to stop; what, is for people to find out.</summary>
    private static StopFileOrder Halt(string key, string why) => new(new EmergencyCommand(EmergencyAction.HaltEntries, EmergencyScope.Everything), key, why);
}
