using System.Globalization;
using WebTrader.Host.Data;

namespace WebTrader.Host.Alerts.Conditions;

/// <summary>The disk of the data folder is nearly full. Protection does not need it; the journal does.</summary>
internal sealed class DiskCondition(DataFolder data) : IConditionSource
{
    private const long Amber = 1_000_000_000;
    private const long Red = 100_000_000;

    public ValueTask LookAsync(ICollection<Condition> found, CancellationToken cancellation)
    {
        try
        {
            var free = new DriveInfo(data.Path).AvailableFreeSpace;
            if (Of(data.Path, free) is { } full) found.Add(full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            found.Add(new Condition("", "disk", AlertLevel.Amber, $"Nobody knows how much is left on the disk of {data.Path}: {fault.Message}"));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>Null while there is enough.</summary>
    /// <param name="free">Bytes.</param>
    internal static Condition? Of(string path, long free) => free >= Amber ? null
        : new Condition("", "disk", free < Red ? AlertLevel.Red : AlertLevel.Amber, string.Create(CultureInfo.InvariantCulture, $"{free / 1_000_000} MB are left on the disk of {path}"));
}
