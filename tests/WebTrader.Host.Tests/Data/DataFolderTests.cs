using System.Globalization;
using Shouldly;
using WebTrader.Host.Data;

namespace WebTrader.Host.Tests.Data;

public sealed class DataFolderTests
{
    [Fact]
    public void A_folder_that_is_missing_is_made()
    {
        using var temp = new TempFolder();
        using var data = DataFolder.Open(temp.Of("a/b"), TimeProvider.System);

        Directory.Exists(temp.Of("a/b")).ShouldBeTrue();
    }

    [Fact]
    public void A_second_holder_is_refused_and_told_who_has_it()
    {
        using var temp = new TempFolder();
        using var first = DataFolder.Open(temp.Path, TimeProvider.System);

        var refused = Should.Throw<FolderHeldException>(() => DataFolder.Open(temp.Path, TimeProvider.System));

        refused.Message.ShouldContain(temp.Path);
        refused.Message.ShouldContain($"process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}");
    }

    [Fact]
    public void A_folder_that_was_given_back_can_be_taken()
    {
        using var temp = new TempFolder();
        DataFolder.Open(temp.Path, TimeProvider.System).Dispose();

        Should.NotThrow(() => DataFolder.Open(temp.Path, TimeProvider.System).Dispose());
    }

    [Fact]
    public void A_file_where_the_folder_should_be_is_named()
    {
        using var temp = new TempFolder();
        File.WriteAllText(temp.Of("file"), "");

        Should.Throw<IOException>(() => DataFolder.Open(temp.Of("file"), TimeProvider.System)).Message.ShouldContain(temp.Of("file"));
    }
}
