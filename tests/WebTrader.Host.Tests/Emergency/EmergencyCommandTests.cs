using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Emergency;

namespace WebTrader.Host.Tests.Emergency;

public sealed class EmergencyCommandTests
{
    [Fact]
    public void Words_say_what_and_of_what()
    {
        EmergencyCommand.Parse("halt").ShouldBe(new EmergencyCommand(EmergencyAction.HaltEntries, EmergencyScope.Everything));
        EmergencyCommand.Parse(" Flatten  Everything\r\n").ShouldBe(EmergencyCommand.FlattenEverything);
        EmergencyCommand.Parse("tighten account demo").ShouldBe(new EmergencyCommand(EmergencyAction.Tighten, new EmergencyScope(new AccountId("demo"))));
        EmergencyCommand.Parse("FREEZE symbol XAUUSD.r magic 77 account a-1 ticket 5").ShouldBe(new EmergencyCommand(EmergencyAction.Freeze, new EmergencyScope(new AccountId("a-1"), "XAUUSD.r", 77, new Ticket(5))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("stop")]
    [InlineData("everything")]
    [InlineData("flatten demo")]
    [InlineData("flatten account")]
    [InlineData("flatten account a account b")]
    [InlineData("flatten magic -1")]
    [InlineData("flatten everything account demo")]
    [InlineData("halt flatten")]
    public void What_is_not_understood_is_no_command(string text) => EmergencyCommand.Parse(text).ShouldBeNull();
}
