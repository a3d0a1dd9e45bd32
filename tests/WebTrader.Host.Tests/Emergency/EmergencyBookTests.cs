using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Host.Data;
using WebTrader.Host.Emergency;
using WebTrader.Host.Tests.Sessions;

namespace WebTrader.Host.Tests.Emergency;

public sealed class EmergencyBookTests : IDisposable
{
    private static readonly EmergencyScope Demo = new(new AccountId("demo"));

    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_was_pressed_and_released_is_known_to_the_next_run()
    {
        HeldStop flatten, halt;
        using (var data = DataFolder.Open(folder.Path, TimeProvider.System))
        using (var book = Book(data))
        {
            (flatten, _) = book.Press(EmergencyAction.Flatten, Demo, "anna", "a test", "k1");
            (halt, _) = book.Press(EmergencyAction.HaltEntries, EmergencyScope.Everything, "otto", "a test", "k2");
            book.Release(halt.Stop.Id, "anna", "over");
        }

        using var again = DataFolder.Open(folder.Path, TimeProvider.System);
        using var next = Book(again);
        next.All.Select(held => (held.Stop, held.IsInForce)).ShouldBe([(flatten.Stop, true), (halt.Stop, false)]);
        next.Press(EmergencyAction.Flatten, Demo, "otto", "again", null).ShouldSatisfyAllConditions(press => press.IsNew.ShouldBeFalse(), press => press.Held.Stop.ShouldBe(flatten.Stop));
        next.Press(EmergencyAction.HaltEntries, EmergencyScope.Everything, "otto", "a test", "k2").IsNew.ShouldBeFalse("it is the same request");
        next.Press(EmergencyAction.HaltEntries, EmergencyScope.Everything, "otto", "a test", "k3").IsNew.ShouldBeTrue();
    }

    [Fact]
    public void Of_callers_at_once_one_is_first()
    {
        using var data = DataFolder.Open(folder.Path, TimeProvider.System);
        using var book = Book(data);
        var presses = new (HeldStop Held, bool IsNew)[16];
        Parallel.For(0, presses.Length, index => presses[index] = book.Press(EmergencyAction.Flatten, Demo, $"caller {index}", "", $"k{index}"));

        presses.Count(press => press.IsNew).ShouldBe(1);
        book.All.ShouldHaveSingleItem().Keys.Order().ShouldBe(Enumerable.Range(0, 16).Select(index => $"k{index}").Order(), "each of them may ask again");
    }

    [Fact]
    public async Task A_file_that_cannot_be_read_halts_every_entry_with_a_red_alarm_until_a_person_releases_it()
    {
        folder.Of(EmergencyFile.Name, "{ \"stops\": [ half");
        await using (var host = await LiveHost.StartAsync(folder, Desks.Quiet))
        {
            await host.ReadyAsync();
            await HaltsAsync(host);
            File.Exists(Path.Combine(folder.Path, EmergencyFile.Name + ".damaged")).ShouldBeTrue();
        }

        await using var again = await LiveHost.StartAsync(folder, Desks.Quiet);
        await again.ReadyAsync();
        await HaltsAsync(again);
    }

    [Fact]
    public async Task Where_it_cannot_be_written_it_holds_all_the_same_with_a_red_alarm_until_it_is_written()
    {
        await using var host = await LiveHost.StartAsync(folder, Desks.Quiet);
        await host.ReadyAsync();
        var inTheWay = Path.Combine(folder.Path, EmergencyFile.Name + ".new");
        Directory.CreateDirectory(inTheWay);

        var pressed = await host.Http.PressAsync("haltEntries", new { });
        pressed.Status.ShouldBe(201);
        pressed.Body.GetProperty("stop").GetProperty("notWritten").GetString().ShouldNotBeNull();
        await Eventually.TrueAsync(async () => await AlarmAsync(host, "emergency-file") == "red", "it is said");
        File.Exists(Path.Combine(folder.Path, EmergencyFile.Name)).ShouldBeFalse();

        Directory.Delete(inTheWay);
        await Eventually.TrueAsync(async () => await AlarmAsync(host, "emergency-file") is null, "it is written, and the alarm is over");
        (await host.StopsAsync()).ShouldHaveSingleItem().GetProperty("notWritten").ValueKind.ShouldBe(System.Text.Json.JsonValueKind.Null);
        new EmergencyFile(folder.Path).Read().Stops.ShouldHaveSingleItem().IsInForce.ShouldBeTrue();
    }

    private static async Task HaltsAsync(LiveHost host)
    {
        (await host.StopsAsync()).ShouldHaveSingleItem().GetProperty("by").GetString().ShouldBe("the host");
        var (status, order, _) = await host.SendAsync(HttpMethod.Post, "/api/v1/orders", """{ "symbol": "EURUSD", "side": "long", "lots": "0.01" }""", Guid.NewGuid().ToString("N"));
        status.ShouldBe(409, order.ToString());
        await Eventually.TrueAsync(async () => await AlarmAsync(host, "emergency-lost") == "red", "nobody can tell which were in force");
    }

    private static async Task<string?> AlarmAsync(LiveHost host, string condition) =>
        (await host.GetAsync("/api/v1/alerts")).GetProperty("items").EnumerateArray()
            .Where(alert => alert.GetProperty("condition").GetString() == condition && alert.GetProperty("endedAt").ValueKind == System.Text.Json.JsonValueKind.Null).Select(alert => alert.GetProperty("level").GetString()).FirstOrDefault();

    private static EmergencyBook Book(DataFolder data) => new(data, TimeProvider.System, NullLogger<EmergencyBook>.Instance);
}
