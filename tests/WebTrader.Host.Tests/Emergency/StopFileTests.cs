using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Emergency;

namespace WebTrader.Host.Tests.Emergency;

public sealed class StopFileTests : IDisposable
{
    private static readonly EmergencyCommand WhenEmpty = new(EmergencyAction.Flatten, new EmergencyScope(new AccountId("demo")));

    private readonly TempFolder folder = new();
    private readonly StopFile file;

    public StopFileTests() => file = new StopFile(Path.Combine(folder.Path, "STOP"), WhenEmpty, [new AccountId("demo")], TimeProvider.System);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void It_is_taken_up_when_it_has_stood_still_and_goes_out_of_the_way()
    {
        file.Look().ShouldBeNull();
        folder.Of("STOP", "");
        file.Look().ShouldBeNull("somebody may still be writing it");
        folder.Of("STOP", "tighten account demo");
        file.Look().ShouldBeNull("it has grown");
        var order = file.Look().ShouldNotBeNull();

        order.Command.ShouldBe(new EmergencyCommand(EmergencyAction.Tighten, new EmergencyScope(new AccountId("demo"))));
        file.Done(order).ShouldBeNull();
        File.Exists(Path.Combine(folder.Path, "STOP")).ShouldBeFalse();
        Path.GetFileName(Directory.GetFiles(folder.Path).ShouldHaveSingleItem()).ShouldStartWith("STOP.taken-");
        file.Look().ShouldBeNull();
    }

    [Fact]
    public void An_empty_one_asks_for_what_the_settings_say()
    {
        folder.Of("STOP", "  \n");
        file.Look();

        file.Look().ShouldNotBeNull().Command.ShouldBe(WhenEmpty);
    }

    [Fact]
    public void What_is_not_understood_halts_entries_and_says_what_stood_there()
    {
        folder.Of("STOP", "stop it all!");
        file.Look();

        var order = file.Look().ShouldNotBeNull();
        order.Command.ShouldBe(new EmergencyCommand(EmergencyAction.HaltEntries, EmergencyScope.Everything));
        order.Why.ShouldContain("stop it all!");
    }

    [Fact]
    public void A_stop_for_an_account_that_there_is_not_halts_entries_instead_of_stopping_nothing()
    {
        folder.Of("STOP", "flatten account dmo");
        file.Look();

        var order = file.Look().ShouldNotBeNull();
        order.Command.ShouldBe(new EmergencyCommand(EmergencyAction.HaltEntries, EmergencyScope.Everything));
        order.Why.ShouldContain("flatten account dmo");
        order.Why.ShouldContain("as account demo");
    }

    [Fact]
    public void One_that_cannot_be_renamed_is_taken_up_once()
    {
        folder.Of("STOP", "halt");
        file.Look();
        var order = file.Look().ShouldNotBeNull();
        File.Move(Path.Combine(folder.Path, "STOP"), Path.Combine(folder.Path, "aside"));

        file.Done(order).ShouldNotBeNull();
        File.Move(Path.Combine(folder.Path, "aside"), Path.Combine(folder.Path, "STOP"));
        file.Look().ShouldBeNull();
        file.Look().ShouldBeNull();
    }
}
