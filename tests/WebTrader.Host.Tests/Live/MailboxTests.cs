using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Host.Live;

namespace WebTrader.Host.Tests.Live;

public sealed class MailboxTests
{
    [Fact]
    public void A_browser_that_does_not_read_costs_no_more_than_a_few_messages()
    {
        var mailbox = new Mailbox("slow");

        var kept = Enumerable.Range(1, 1_000).Count(sequence => mailbox.Put(Changes(sequence)));

        kept.ShouldBe(8);
    }

    [Fact]
    public void A_snapshot_always_finds_room_and_replaces_what_waited()
    {
        var mailbox = new Mailbox("slow");
        while (mailbox.Put(Changes(1)))
        {
        }

        mailbox.Begin(new SnapshotMessage(null!, 9, default, null!, []));

        Enumerable.Range(10, 100).Count(sequence => mailbox.Put(Changes(sequence))).ShouldBe(7);
    }

    private static ChangesMessage Changes(long sequence) => new(new AccountId("demo"), sequence, default, null!, [], []);
}
