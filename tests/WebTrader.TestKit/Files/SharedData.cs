using Xunit;

namespace WebTrader.TestKit.Files;

/// <summary>The real data beside the repository. Without it a test is skipped with its reason; under CI it must be there.</summary>
public static class SharedData
{
    public static string Need(string relative)
    {
        var path = Path.Combine(Root(), relative);
        if (File.Exists(path)) return path;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail($"Under CI the shared data must be there: {path}");
        Assert.Skip($"The shared data is not there: {path}");
        throw new InvalidOperationException("not reached: a skip leaves the test");
    }

    private static string Root() =>
        Environment.GetEnvironmentVariable("WEBTRADER_SHARED_DATA") is { Length: > 0 } given ? given : Path.GetFullPath(Path.Combine(Repository.Root, "../shared/data"));
}
