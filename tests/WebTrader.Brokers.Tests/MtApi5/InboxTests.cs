using System.Buffers;
using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class InboxTests
{
    [Fact]
    public async Task A_full_inbox_holds_up_the_socket_until_half_of_it_is_taken()
    {
        var inbox = new WireInbox(mostBytes: 10);
        inbox.PutAsync("12345678"u8).IsCompleted.ShouldBeTrue();

        var held = inbox.PutAsync("abcdefgh"u8);

        held.IsCompleted.ShouldBeFalse();
        (await TakeAsync(inbox)).ShouldBe("12345678");
        held.IsCompleted.ShouldBeFalse();
        (await TakeAsync(inbox)).ShouldBe("abcdefgh");
        held.IsCompleted.ShouldBeTrue();
    }

    [Fact]
    public async Task What_came_before_a_line_was_lost_is_taken_first()
    {
        var inbox = new WireInbox(mostBytes: 10);
        await inbox.PutAsync("last words"u8);

        inbox.End(new Mt5WireException("gone"));

        (await TakeAsync(inbox)).ShouldBe("last words");
        (await Should.ThrowAsync<Mt5WireException>(() => TakeAsync(inbox))).Message.ShouldBe("gone");
    }

    [Fact]
    public async Task Whoever_waits_is_told_of_a_message_and_of_the_end()
    {
        var inbox = new WireInbox(mostBytes: 10);
        var first = TakeAsync(inbox);
        await inbox.PutAsync("hello"u8);
        inbox.Tell();
        (await first).ShouldBe("hello");

        var second = TakeAsync(inbox);
        inbox.End(null);

        (await second).ShouldBeNull("the line was closed");
    }

    private static async Task<string?> TakeAsync(WireInbox inbox)
    {
        var to = new ArrayBufferWriter<byte>();
        return await inbox.TakeAsync(to) ? Encoding.UTF8.GetString(to.WrittenSpan) : null;
    }
}
