using System.Globalization;
using System.Text;
using WebTrader.Core.Positions;
using WebTrader.Host.Data;
using WebTrader.Persistence;

namespace WebTrader.Host.Jobs.Reports;

/// <summary>A report that is there.</summary>
/// <param name="MadeAt">When it was last written, UTC.</param>
public sealed record ReportItem(AccountId Account, string Day, DateTimeOffset MadeAt);

/// <summary>The reports in the data folder: a folder for each account, in it a page and a table for each day. The page comes last: where it is, both are whole.</summary>
internal sealed class ReportFiles(DataFolder data)
{
    public const string Page = ".html";
    public const string Sheet = ".csv";

    private const string DayFormat = "yyyy-MM-dd";

    /// <summary>Writes what is not there as it is.</summary>
    /// <returns>Whether anything was written.</returns>
    public bool Keep(DayReport report, Action<string> tell)
    {
        var isNew = Keep(PathOf(report.Account, report.Day, Sheet), ReportText.Csv(report), tell);
        return Keep(PathOf(report.Account, report.Day, Page), ReportText.Html(report), tell) || isNew;
    }

    /// <summary>Deletes what is about a day before this one.</summary>
    public void Prune(AccountId account, DateOnly oldest, Action<string> tell)
    {
        foreach (var day in DaysOf(account).Where(day => day < oldest))
        {
            tell($"{account} {day.ToString(DayFormat, CultureInfo.InvariantCulture)}: deleting");
            // The page first: without it there is no report.
            File.Delete(PathOf(account, day, Page));
            File.Delete(PathOf(account, day, Sheet));
        }
    }

    /// <summary>The newest day first.</summary>
    public IEnumerable<ReportItem> Of(AccountId account) => DaysOf(account).OrderDescending()
        .Select(day => new ReportItem(account, day.ToString(DayFormat, CultureInfo.InvariantCulture), File.GetLastWriteTimeUtc(PathOf(account, day, Page))));

    /// <summary>Null where there is no such report.</summary>
    public string? Find(AccountId account, DateOnly day, string ending) => File.Exists(PathOf(account, day, Page)) && PathOf(account, day, ending) is var path && File.Exists(path) ? path : null;

    /// <summary>Null where it is none.</summary>
    public static DateOnly? Day(string? text) => DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private IEnumerable<DateOnly> DaysOf(AccountId account)
    {
        var folder = FolderOf(account);
        return Directory.Exists(folder) ? Directory.GetFiles(folder, "*" + Page).Select(file => Day(Path.GetFileNameWithoutExtension(file))).OfType<DateOnly>() : [];
    }

    private static bool Keep(string path, string text, Action<string> tell)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(bytes)) return false;
        WholeFile.Write(path, tell, file => file.Write(bytes));
        return true;
    }

    private string PathOf(AccountId account, DateOnly day, string ending) => Path.Combine(FolderOf(account), day.ToString(DayFormat, CultureInfo.InvariantCulture) + ending);

    private string FolderOf(AccountId account) => Path.Combine(data.Path, "reports", account.Value);
}
