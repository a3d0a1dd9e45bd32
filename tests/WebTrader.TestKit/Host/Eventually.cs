using Xunit;

namespace WebTrader.TestKit.Host;

/// <summary>Waits for what happens in its own time.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> isSo, string what, int seconds = 60)
    {
        for (var until = TimeProvider.System.GetTimestamp() + (seconds * TimeProvider.System.TimestampFrequency); ;)
        {
            if (await IsSoAsync(isSo)) return;
            if (TimeProvider.System.GetTimestamp() > until) Assert.Fail($"After {seconds} s it is still not so that {what}.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>A host that says that it cannot answer yet (503: its database is still opening) has not said no.</summary>
    private static async Task<bool> IsSoAsync(Func<Task<bool>> isSo)
    {
        try
        {
            return await isSo();
        }
        catch (HttpRequestException away) when (away.StatusCode == System.Net.HttpStatusCode.ServiceUnavailable)
        {
            return false;
        }
    }
}
