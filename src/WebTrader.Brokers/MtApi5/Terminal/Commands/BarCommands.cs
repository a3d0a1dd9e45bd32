using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Json;

namespace WebTrader.Brokers.MtApi5.Terminal.Commands;

/// <summary>Bars are not played: every copy fails, which the expert answers with an empty array and no error, and every count is zero.</summary>
internal static class BarCommands
{
    private static readonly Mt5Command[] ByPosition =
    [
        Mt5Command.CopyRates, Mt5Command.CopyTime, Mt5Command.CopyOpen, Mt5Command.CopyHigh, Mt5Command.CopyLow, Mt5Command.CopyClose,
        Mt5Command.CopyTickVolume, Mt5Command.CopyRealVolume, Mt5Command.CopySpread,
    ];

    private static readonly Mt5Command[] FromTime =
    [
        Mt5Command.CopyRates1, Mt5Command.CopyTime1, Mt5Command.CopyOpen1, Mt5Command.CopyHigh1, Mt5Command.CopyLow1, Mt5Command.CopyClose1,
        Mt5Command.CopyTickVolume1, Mt5Command.CopyRealVolume1, Mt5Command.CopySpread1,
    ];

    private static readonly Mt5Command[] InRange =
    [
        Mt5Command.CopyRates2, Mt5Command.CopyTime2, Mt5Command.CopyOpen2, Mt5Command.CopyHigh2, Mt5Command.CopyLow2, Mt5Command.CopyClose2,
        Mt5Command.CopyTickVolume2, Mt5Command.CopyRealVolume2, Mt5Command.CopySpread2,
    ];

    public static void AddTo(CommandTable table)
    {
        foreach (var command in ByPosition) table.Add(command, call => Nothing(call, "StartPos", "Count", EaJson.List([])));
        foreach (var command in FromTime) table.Add(command, call => Nothing(call, "StartTime", "Count", EaJson.List([])));
        foreach (var command in InRange) table.Add(command, call => Nothing(call, "StartTime", "StopTime", EaJson.List([])));
        table.Add(Mt5Command.Bars, call => Nothing(call, null, null, EaJson.Whole(0)));
        table.Add(Mt5Command.Bars2, call => Nothing(call, "StartTime", "StopTime", EaJson.Whole(0)));
        table.Add(Mt5Command.SeriesInfoInteger, call => Nothing(call, "PropId", null, EaJson.Whole(0)));
    }

    // The parameters are read all the same: what is missing or of a wrong type has its usual consequences.
    private static string Nothing(ExpertCall call, string? first, string? second, string json)
    {
        _ = (call.Text("Symbol"), call.Int("Timeframe"));
        if (first is not null) _ = call.Int(first);
        if (second is not null) _ = call.Int(second);
        call.Fail(MqlError.NoHistory);
        return Reply.Value(json);
    }
}
