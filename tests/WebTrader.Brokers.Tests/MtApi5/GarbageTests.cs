using System.Globalization;
using System.Text;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.Simulator;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

public sealed class GarbageTests
{
    private static readonly string[] Sound =
    [
        """1;465740;3;{"ErrorCode" : "0","Value" : 10000.0}""",
        """1;465740;22;{"ErrorCode" : "0","Value" : "C:\Program Files\MetaTrader 5"}""",
        """1;465740;55;{"ErrorMessage" : "MarketBookGet failed","ErrorCode" : 4903}""",
        """1;465740;65;{"ErrorCode" : "0","Value" : {"RetVal" : true,"Result" : {"Deal" : 52100000003,"Price" : 1.08511,"Ask" : 1.08511,"Retcode" : 10009,"Volume" : 0.02,"Comment" : "Request executed","Order" : 52100000002,"Request_id" : 1,"Bid" : 1.0849900000000001}}}""",
        """2;465740;3;{"ExpertHandle" : 465740,"Instrument" : "EURUSD","Tick" : {"Ask" : 1.08511,"Flags" : 6,"Last" : 0,"VolumeReal" : 0,"Volume" : 0,"Time" : 1795335892,"Bid" : 1.0849900000000001}}""",
        """2;465740;1;{"Request" : {"Type" : 0,"Magic" : 77001,"Order" : 0,"Symbol" : "EURUSD","Type_filling" : 1,"Sl" : 0,"Tp" : 0,"Comment" : "conf-1","Deviation" : 20,"Action" : 1,"Type_time" : 0,"Price" : 1.08511,"MtExpiration" : 0,"Stoplimit" : 0,"Volume" : 0.02},"Trans" : {"Type" : 10,"Order" : 0,"MtTimeExpiration" : 0,"Symbol" : "","OrderType" : 0,"Deal" : 0,"DealType" : 0,"TimeType" : 0,"PriceTrigger" : 0,"OrderState" : 0,"PositionBy" : 0,"Position" : 0,"PriceSl" : 0,"PriceTp" : 0,"Price" : 0,"Volume" : 0},"Result" : {"Deal" : 52100000003,"Price" : 1.08511,"Ask" : 1.08511,"Retcode" : 10009,"Volume" : 0.02,"Comment" : "Request executed","Order" : 52100000002,"Request_id" : 1,"Bid" : 1.08499}}""",
    ];

    [Fact]
    public void Ten_thousand_broken_messages_neither_stop_the_client_nor_answer_a_call_with_another_s_answer()
    {
        var random = new SplitMix(20260302);
        using var desk = WireDesk.Connected();
        var calls = new Dictionary<int, Awaited<Mt5Answer>>();
        var answered = 0;

        for (var at = 0; at < 10_000; at++)
        {
            if (random.PerMille(100))
            {
                var call = desk.Call(Mt5Request.Account(Mt5AccountDouble.Balance));
                calls[desk.LastId] = call;
            }

            var open = calls.Where(call => !call.Value.IsDone).Select(call => call.Key).ToList();
            desk.Terminal.Say(Broken(ref random, open));
            desk.Run();
            if (open.Count > 0 && random.PerMille(100)) desk.Answer(open[0], (open[0] * 10).ToString(CultureInfo.InvariantCulture));
        }

        foreach (var (id, call) in calls.Where(call => call.Value.IsDone))
        {
            if (call.Result is Mt5Answer.Value value) value.Is.AsInt64.ShouldBe(id * 10, "a call is answered by its own answer only");
            else call.Result.ShouldBeOfType<Mt5Answer.Unanswered>().Why.ShouldBeOneOf(Mt5Silence.Unreadable, Mt5Silence.Overtaken);
            if (call.Result is Mt5Answer.Value) answered++;
        }

        answered.ShouldBeGreaterThan(100);
        desk.Client.IsConnected.ShouldBeTrue();
        desk.Client.Figures.Ignored.ShouldBeGreaterThan(5_000);
        var last = desk.Call(Mt5Request.PositionsTotal);
        desk.Answer(desk.LastId, "3");
        ((Mt5Answer.Value)last.Result).Is.AsInt64.ShouldBe(3);
    }

    [Fact]
    public void No_broken_payload_makes_a_reader_throw()
    {
        var random = new SplitMix(7);
        for (var at = 0; at < 10_000; at++)
        {
            if (!Mt5Framing.TryParse(Mutated(ref random), out var message)) continue;
            if (Mt5AnswerReader.Read(message.Payload) is Mt5Answer.Value value) ReadAll(value.Is);
            for (var type = 0; type < 7; type++) Mt5EventReader.Read(7, (Mt5EventType)type, message.Payload);
        }
    }

    private static void ReadAll(Mt5Value value)
    {
        _ = (value.AsBoolean, value.AsInt64, value.AsUInt64, value.AsDecimal, value.AsText, value.AsTick, value.AsQuote);
        _ = (value.AsTradeOutcome, value.AsCalculated, value.AsBars);
    }

    // What is said about an open call is cut short, or of another expert: a whole answer with its number and expert would be its answer.
    private static byte[] Broken(ref SplitMix random, List<int> open)
    {
        var id = open.Count > 0 ? open[random.Below(open.Count)] : random.Below(1000);
        var answer = string.Create(CultureInfo.InvariantCulture, $$"""1;7;{{id}};{"ErrorCode" : "0","Value" : 77}""");
        return random.Below(6) switch
        {
            0 => Noise(ref random),
            1 => Encoding.UTF8.GetBytes(answer[..random.Between(answer.Length / 2, answer.Length - 1)]),
            2 => Encoding.UTF8.GetBytes(answer.Replace(";7;", ";8;", StringComparison.Ordinal)),
            3 => Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""1;7;{{500_000_000 + random.Below(1000)}};{"ErrorCode" : "0","Value" : 77}""")),
            _ => Mutated(ref random),
        };
    }

    private static byte[] Noise(ref SplitMix random)
    {
        var noise = new byte[random.Below(200)];
        for (var at = 0; at < noise.Length; at++) noise[at] = (byte)random.Below(256);
        return noise;
    }

    private static byte[] Mutated(ref SplitMix random)
    {
        var bytes = Encoding.UTF8.GetBytes(Sound[random.Below(Sound.Length)]).ToList();
        for (var changes = random.Between(1, 4); changes > 0; changes--)
        {
            var at = random.Between(9, bytes.Count - 1);
            switch (random.Below(4))
            {
                case 0:
                    bytes[at] = (byte)random.Below(256);
                    break;
                case 1:
                    bytes.RemoveAt(at);
                    break;
                case 2:
                    bytes.Insert(at, (byte)"{}[]\",:;\\-.enul0"[random.Below(16)]);
                    break;
                default:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }

            if (bytes.Count < 12) break;
        }

        return [.. bytes];
    }
}
