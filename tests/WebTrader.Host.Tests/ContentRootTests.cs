using Shouldly;

namespace WebTrader.Host.Tests;

public sealed class ContentRootTests
{
    [Fact]
    public void It_is_the_first_folder_above_that_holds_the_settings()
    {
        using var temp = new TempFolder();
        Directory.CreateDirectory(temp.Of("bin/debug"));
        File.WriteAllText(temp.Of("appsettings.json"), "{}");

        ContentRoot.Locate(temp.Of("bin/debug")).ShouldBe(temp.Path);
    }

    [Fact]
    public void A_host_without_settings_does_not_start_silently()
    {
        using var temp = new TempFolder();

        Should.Throw<FileNotFoundException>(() => ContentRoot.Locate(temp.Path)).Message.ShouldContain(temp.Path);
    }
}
