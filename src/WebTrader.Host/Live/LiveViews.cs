using WebTrader.Engine;
using WebTrader.Host.Api;
using WebTrader.Host.Emergency;

namespace WebTrader.Host.Live;

/// <summary>The small views that can be watched, each as its REST endpoint shows it, of one account.</summary>
internal static class LiveViews
{
    public static IReadOnlyDictionary<string, Func<AccountSession, object>> All { get; } = new Dictionary<string, Func<AccountSession, object>>(StringComparer.Ordinal)
    {
        ["locks"] = session => session.View.Locks(),
        ["workers"] = WorkersApi.Show,
        ["emergency"] = session => new Listing<EmergencyLiveItem>([.. session.Emergency.Views.Select(EmergencyLiveItem.Of)]),
    };
}
