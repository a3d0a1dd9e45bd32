using System.Text.Json;
using System.Text.Json.Serialization;
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

    [Fact]
    public void What_goes_to_many_browsers_is_written_once_and_looks_as_if_it_were_written_for_each()
    {
        var json = new JsonSerializerOptions { Converters = { new WrittenOnce.Converter() } };
        var (told, shared) = (new Told(), new Told());
        var message = new WrittenOnce(shared);

        for (var browser = 0; browser < 20; browser++) JsonSerializer.Serialize(new object[] { message }, json).ShouldBe(JsonSerializer.Serialize(new object[] { told }, json));

        shared.Written.ShouldBe(1);
        told.Written.ShouldBe(20);
    }

    private static WrittenOnce Changes(long sequence) => new(new ChangesMessage(new AccountId("demo"), sequence, default, null!, [], []));

    private sealed class Told
    {
        private int written;

        [JsonIgnore]
        public int Written => written;

        [JsonPropertyName("text")]
        public string Text => Interlocked.Increment(ref written) > 0 ? "\"quoted\", and ö" : "";
    }
}
