using System.Buffers;
using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class FramingTests
{
    [Theory]
    [InlineData("0;465740;62;57;{\"Symbol\":\"EURUSD\"}", 465740, 62, 57, "{\"Symbol\":\"EURUSD\"}")]
    [InlineData("0;465740;1;67;", 465740, 1, 67, "")]
    [InlineData("0;465740;1;67", 465740, 1, 67, "")]
    [InlineData("0;-5;-1;4;{\"Comment\":\"a;b\"}", -5, -1, 4, "{\"Comment\":\"a")]
    [InlineData("0;;7;;;1;67;;{}", 7, 1, 67, "{}")]
    public void A_command_is_taken_apart_as_the_server_does_it(string line, int expert, int id, int command, string payload)
    {
        Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue();

        message.Type.ShouldBe(Mt5MessageType.Command);
        (message.Expert, message.Number, (int)message.Command, Encoding.UTF8.GetString(message.Payload)).ShouldBe((expert, id, command, payload));
    }

    [Fact]
    public void A_response_keeps_its_semicolons()
    {
        Mt5Framing.TryParse("1;7;3;{\"Value\" : \"a;b;c\"}"u8, out var message).ShouldBeTrue();

        Encoding.UTF8.GetString(message.Payload).ShouldBe("{\"Value\" : \"a;b;c\"}");
    }

    [Theory]
    [InlineData("3;465740", new[] { 465740 })]
    [InlineData("3;1,-2,3", new[] { 1, -2, 3 })]
    [InlineData("3;", new int[0])]
    public void An_expert_list_may_be_empty_and_handles_may_be_negative(string line, int[] experts)
    {
        Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue();

        Mt5Framing.TryReadExperts(message.Payload, out var read).ShouldBeTrue();
        read.ShouldBe(experts);
    }

    [Theory]
    [InlineData("")]
    [InlineData(";")]
    [InlineData("7;1")]
    [InlineData("-1;1")]
    [InlineData("x;1;2;3")]
    [InlineData("1;7;3")]
    [InlineData("1;7;3;")]
    [InlineData("1;7;;{}")]
    [InlineData("1;7;2147483648;{}")]
    [InlineData("1;7; 3;{}")]
    [InlineData("1;7;+3;{}")]
    [InlineData("4;")]
    [InlineData("4;7;8")]
    [InlineData("0;7;1")]
    public void What_is_malformed_is_not_taken(string line) => Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out _).ShouldBeFalse();

    [Theory]
    [InlineData("3;1,,2")]
    [InlineData("3;1,")]
    [InlineData("3;one")]
    public void A_list_with_a_handle_that_is_none_is_not_taken(string line)
    {
        Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue();
        Mt5Framing.TryReadExperts(message.Payload, out _).ShouldBe(line == "3;1,", "a comma at the end leaves nothing behind it");
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        Written(to => Mt5Framing.WriteCommand(to, -5, int.MaxValue, Mt5Command.PositionsTotal, [])).ShouldBe("0;-5;2147483647;6;");
        Written(to => Mt5Framing.WriteResponse(to, 7, 3, "{}"u8)).ShouldBe("1;7;3;{}");
        Written(to => Mt5Framing.WriteEvent(to, 7, Mt5EventType.Tick, "{}"u8)).ShouldBe("2;7;3;{}");
        Written(to => Mt5Framing.WriteExpertList(to, [1, -2])).ShouldBe("3;1,-2");
        Written(to => Mt5Framing.WriteExpert(to, Mt5MessageType.ExpertAdded, int.MinValue)).ShouldBe("4;-2147483648");
        Written(Mt5Framing.WriteReady).ShouldBe("6;0");
    }

    private static string Written(Action<ArrayBufferWriter<byte>> write)
    {
        var to = new ArrayBufferWriter<byte>();
        write(to);
        return Encoding.UTF8.GetString(to.WrittenSpan);
    }
}
