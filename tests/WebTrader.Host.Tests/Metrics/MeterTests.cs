using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Shouldly;

namespace WebTrader.Host.Tests.Metrics;

public sealed class MeterTests
{
    [Fact]
    public async Task Whoever_listens_to_the_meter_hears_every_lock_and_reads_the_figures_of_each_account()
    {
        var heard = new ConcurrentDictionary<string, ConcurrentBag<double>>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == "WebTrader") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) =>
        {
            // Other tests have hosts of their own, with accounts of other names.
            foreach (var tag in tags)
            {
                if (tag is { Key: "account", Value: "listened" }) heard.GetOrAdd(instrument.Name, _ => []).Add(value);
            }
        });
        listener.Start();
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, desk: null, "listened");
        await host.PositionsAsync(4);

        await Eventually.TrueAsync(() => Task.FromResult(heard.ContainsKey("webtrader.lock.hold") && heard.ContainsKey("webtrader.evaluation.delay")), "a lock was held and a quote looked at");
        listener.RecordObservableInstruments();

        heard["webtrader.lock.wait"].ShouldAllBe(seconds => seconds >= 0 && seconds < 60);
        heard["webtrader.session.up"].ShouldBe([1d]);
        heard["webtrader.lock.acquisitions"].Single().ShouldBePositive();
        heard["webtrader.positions"].Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_listener_that_fails_leaves_no_ticket_locked()
    {
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name is "webtrader.lock.wait" or "webtrader.lock.hold") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var tag in tags)
            {
                if (tag is { Key: "account", Value: "pestered" }) throw new InvalidOperationException("This listener always fails.");
            }
        });
        listener.Start();
        using var folder = new TempFolder();
        await using var host = await LiveHost.StartAsync(folder, desk: null, "pestered");

        await host.PositionsAsync(4);
        await Eventually.TrueAsync(async () => (await host.GetAsync("/api/v1/locks")).GetProperty("hold").GetProperty("count").GetInt64() >= 4, "locks were taken and given back");

        (await host.GetAsync("/api/v1/accounts")).GetProperty("items")[0].GetProperty("state").GetString().ShouldBe("running");
    }
}
