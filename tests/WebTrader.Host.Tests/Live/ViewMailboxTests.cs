using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Host.Live;

namespace WebTrader.Host.Tests.Live;

public sealed class ViewMailboxTests
{
    private readonly ViewMailbox mailbox = new("slow");

    [Fact]
    public void A_browser_that_does_not_read_keeps_the_newest_of_each_view_and_no_more()
    {
        for (var sequence = 1; sequence <= 1_000; sequence++)
        {
            mailbox.Put(Message("locks", sequence));
            mailbox.Put(Message("workers", sequence * 2));
        }

        mailbox.Take().Select(message => (message.View, message.Sequence)).ShouldBe([("locks", 1_000L), ("workers", 2_000L)], ignoreOrder: true);
        mailbox.Take().ShouldBeEmpty();
    }

    [Fact]
    public void A_view_that_is_left_is_not_sent_any_more()
    {
        mailbox.Put(Message("locks", 1));
        mailbox.Put(Message("workers", 1));

        mailbox.Drop("locks");

        mailbox.Take().ShouldHaveSingleItem().View.ShouldBe("workers");
    }

    private static ViewMessage Message(string view, long sequence) => new(new AccountId("demo"), view, sequence, default, null, null);
}
