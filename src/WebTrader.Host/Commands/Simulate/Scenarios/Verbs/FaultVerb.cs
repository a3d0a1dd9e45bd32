using System.Globalization;
using WebTrader.Brokers.Simulator;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Commands.Simulate.Scenarios.Verbs;

/// <summary>What goes wrong between the session and the broker from this line on.</summary>
internal static class FaultVerb
{
    private const int MostTimes = 1_000_000;
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    private static readonly Dictionary<string, GatewayCall[]> Calls = new(StringComparer.Ordinal)
    {
        ["trades"] = [GatewayCall.SetStop, GatewayCall.Close],
        ["set-stop"] = [GatewayCall.SetStop],
        ["close"] = [GatewayCall.Close],
        ["readings"] = [GatewayCall.ReadAccount, GatewayCall.ReadPositions, GatewayCall.ReadPosition, GatewayCall.ReadSymbol, GatewayCall.ReadDeals],
        ["read-positions"] = [GatewayCall.ReadPositions],
        ["read-position"] = [GatewayCall.ReadPosition],
        ["read-symbol"] = [GatewayCall.ReadSymbol],
        ["read-deals"] = [GatewayCall.ReadDeals],
    };

    public static StepVerb Verb { get; } = new(
        $"fault {string.Join('|', Calls.Keys)} reject CODE|hang TIME|lose-answer|lose-request|act-late TIME|pretend-done|fail|omit-last next COUNT|for TIME|PERCENT%", Read);

    private static Action<ScenarioStage> Read(LineWords words)
    {
        var calls = words.OneOf("the call", Calls);
        var areReadings = calls[0] >= GatewayCall.ReadAccount;
        var fault = areReadings ? OfReading(words, calls) : OfTrade(words);
        if (words.Try("next"))
        {
            var times = words.Count("the count", 1, MostTimes);
            return stage => Add(stage, calls, call => new FaultCase(fault) { Call = call, Times = times, From = stage.Now });
        }

        if (words.Try("for"))
        {
            var time = words.Time("the time", Longest);
            return stage => Add(stage, calls, call => new FaultCase(fault) { Call = call, From = stage.Now, Until = stage.Now + time });
        }

        var percent = words.Percent("how often, next COUNT, for TIME or a percentage,");
        return stage => Add(stage, calls, call => new FaultCase(fault) { Call = call, From = stage.Now, PerMille = percent * 10 });
    }

    private static Fault OfReading(LineWords words, GatewayCall[] calls) => words.Take("the fault") switch
    {
        "fail" => new Fault.FailRead("the terminal did not answer"),
        "hang" => new Fault.Hang(words.Time("the time", Longest)),
        "omit-last" when calls is [GatewayCall.ReadPositions] => new Fault.OmitLast(),
        var other => throw words.Wrong("the fault of a reading", other, "fail, hang, or omit-last of read-positions"),
    };

    private static Fault OfTrade(LineWords words) => words.Take("the fault") switch
    {
        "reject" => new Fault.Reject(Code(words)),
        "hang" => new Fault.Hang(words.Time("the time", Longest)),
        "lose-answer" => new Fault.LoseAnswer(),
        "lose-request" => new Fault.LoseRequest(),
        "act-late" => new Fault.ActLate(words.Time("the time", Longest)),
        "pretend-done" => new Fault.PretendDone(),
        var other => throw words.Wrong("the fault of a trade", other, "reject, hang, lose-answer, lose-request, act-late, pretend-done"),
    };

    private static TradeRetcode Code(LineWords words)
    {
        var code = (TradeRetcode)words.Count("the return code", 10_000, 10_999);
        var isRefusal = Enum.IsDefined(code) && code is not (TradeRetcode.Placed or TradeRetcode.Done or TradeRetcode.DonePartial);
        return isRefusal ? code : throw words.Wrong("the return code", ((int)code).ToString(CultureInfo.InvariantCulture), "one with which a trade server refuses, as in 10016 or 10029");
    }

    private static void Add(ScenarioStage stage, GatewayCall[] calls, Func<GatewayCall, FaultCase> make)
    {
        foreach (var call in calls) stage.Faults.Add(make(call));
    }
}
