using WebTrader.Engine;
using WebTrader.Host.Api;

namespace WebTrader.Host.Live;

/// <summary>The small views that can be watched, each the same as its REST endpoint shows.</summary>
internal static class LiveViews
{
    public static IReadOnlyDictionary<string, Func<AccountSession, object>> All { get; } = new Dictionary<string, Func<AccountSession, object>>(StringComparer.Ordinal)
    {
        ["locks"] = session => session.View.Locks(),
        ["workers"] = WorkersApi.Show,
    };
}
