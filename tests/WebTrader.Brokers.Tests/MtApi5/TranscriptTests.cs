using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Shouldly;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.TestKit.Files;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5;

/// <summary>The recorded conversation of the library's own client with its own server, line by line.</summary>
public sealed class TranscriptTests
{
    // The longest line that the recording kept whole has one character less.
    private const int RecordedLength = 897;

    [Fact]
    public void Our_writer_writes_every_command_as_the_real_client_does()
    {
        var exponents = new List<string>();
        var compared = 0;
        foreach (var line in Lines("C> ").Where(line => line != "6;0"))
        {
            Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue(line);
            var to = new ArrayBufferWriter<byte>();
            Mt5Framing.WriteCommand(to, message.Expert, message.Number, message.Command, Again(message).Payload.Utf8);
            var written = Encoding.UTF8.GetString(to.WrittenSpan);
            if (line.Contains("E-", StringComparison.Ordinal)) exponents.Add(written);
            else written.ShouldBe(line);
            compared++;
        }

        compared.ShouldBeGreaterThan(450);
        exponents.ShouldHaveSingleItem().ShouldContain("\"Volume\":0.000001,", customMessage: "the one number that the real client writes with an exponent, we write plainly");
    }

    [Fact]
    public void Our_reader_reads_everything_that_the_real_server_says()
    {
        var asked = new Dictionary<int, Mt5Command>();
        var answers = 0;
        var cut = 0;
        var events = 0;
        foreach (var (isServer, line) in Conversation())
        {
            Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue(line);
            if (!isServer)
            {
                if (message.Type == Mt5MessageType.Command) asked[message.Number] = message.Command;
            }
            else if (message.Type == Mt5MessageType.Response)
            {
                if (line.Length == RecordedLength) cut++;
                else Understood(asked[message.Number], Mt5AnswerReader.Read(message.Payload)).ShouldBeTrue(line);
                answers++;
            }
            else if (message.Type == Mt5MessageType.Event)
            {
                var reported = Mt5EventReader.Read(message.Expert, message.EventType, message.Payload).ShouldNotBeNull(line);
                if (reported is Mt5Event.Traded traded) traded.Transaction.ShouldNotBeNull(line);
                events++;
            }
        }

        answers.ShouldBeGreaterThan(450);
        events.ShouldBeGreaterThan(40);
        cut.ShouldBe(2, "the recording cut two long lists of bars short");
    }

    [Fact]
    public void The_real_server_answers_an_expert_s_commands_in_their_order()
    {
        var waiting = new Queue<int>();
        foreach (var (isServer, line) in Conversation())
        {
            Mt5Framing.TryParse(Encoding.UTF8.GetBytes(line), out var message).ShouldBeTrue(line);
            if (message.Type == Mt5MessageType.Command) waiting.Enqueue(message.Number);
            if (message.Type == Mt5MessageType.Response && isServer) waiting.Dequeue().ShouldBe(message.Number);
        }
    }

    [Fact]
    public void A_recorded_trade_reads_to_its_last_field()
    {
        var outcome = Lines("S> ").Where(line => line.StartsWith("1;465740;65;", StringComparison.Ordinal)).Select(line => line.Split(';', 4)[3]).First();

        var answer = Mt5AnswerReader.Read(Encoding.UTF8.GetBytes(outcome)).ShouldBeOfType<Mt5Answer.Value>();

        answer.Is.AsTradeOutcome.ShouldBe(new Mt5TradeOutcome(true,
            new Mt5TradeResult(10009, 52100000003, 52100000002, 0.02m, 1.08511m, 1.0849900000000001m, 1.08511m, "Request executed", 1)));
    }

    // Made by the methods that the product uses where there is one, otherwise field by field.
    private static Mt5Request Again(in Mt5Message message)
    {
        if (message.Payload.IsEmpty) return new Mt5Request(message.Command, Mt5Payload.Empty);
        var reader = new Utf8JsonReader(message.Payload);
        var given = JsonElement.ParseValue(ref reader);
        int Number(string name) => given.GetProperty(name).GetInt32();
        ulong Ticket(string name) => given.GetProperty(name).GetUInt64();
        string Symbol() => given.GetProperty("Symbol").GetString()!;
        return message.Command switch
        {
            Mt5Command.OrderSend => Mt5Request.Send(Trade(given.GetProperty("TradeRequest"))),
            Mt5Command.OrderCheck => Mt5Request.Check(Trade(given.GetProperty("TradeRequest"))),
            Mt5Command.AccountInfoInteger => Mt5Request.Account((Mt5AccountInteger)Number("PropertyId")),
            Mt5Command.AccountInfoDouble => Mt5Request.Account((Mt5AccountDouble)Number("PropertyId")),
            Mt5Command.AccountInfoString => Mt5Request.Account((Mt5AccountText)Number("PropertyId")),
            Mt5Command.TerminalInfoInteger => Mt5Request.Terminal((Mt5TerminalInteger)Number("PropertyId")),
            Mt5Command.TerminalInfoString => Mt5Request.Terminal((Mt5TerminalText)Number("PropertyId")),
            Mt5Command.PositionGetTicket => Mt5Request.PositionGetTicket(Number("Index")),
            Mt5Command.PositionSelectByTicket => Mt5Request.PositionSelectByTicket(Ticket("Ticket")),
            Mt5Command.PositionGetDouble => Mt5Request.Position((Mt5PositionDouble)Number("PropertyId")),
            Mt5Command.PositionGetInteger => Mt5Request.Position((Mt5PositionInteger)Number("PropertyId")),
            Mt5Command.PositionGetString => Mt5Request.Position((Mt5PositionText)Number("PropertyId")),
            Mt5Command.OrderGetTicket => Mt5Request.OrderGetTicket(Number("Index")),
            Mt5Command.OrderSelect => Mt5Request.OrderSelect(Ticket("Ticket")),
            Mt5Command.SymbolInfoDouble => Mt5Request.Symbol(Symbol(), (Mt5SymbolDouble)Number("PropId")),
            Mt5Command.SymbolInfoInteger => Mt5Request.Symbol(Symbol(), (Mt5SymbolInteger)Number("PropId")),
            Mt5Command.SymbolInfoString => Mt5Request.Symbol(Symbol(), (Mt5SymbolText)Number("PropId")),
            Mt5Command.SymbolInfoTick => Mt5Request.SymbolTick(Symbol()),
            Mt5Command.SymbolsTotal => Mt5Request.SymbolsTotal(given.GetProperty("Selected").GetBoolean()),
            Mt5Command.SymbolName => Mt5Request.SymbolName(Number("Pos"), given.GetProperty("Selected").GetBoolean()),
            Mt5Command.SymbolSelect => Mt5Request.SymbolSelect(Symbol(), given.GetProperty("Selected").GetBoolean()),
            Mt5Command.CopyRates => Mt5Request.Rates(Symbol(), Number("Timeframe"), Number("StartPos"), Number("Count")),
            Mt5Command.HistorySelect => Mt5Request.HistorySelect(Number("FromDate"), Number("ToDate")),
            Mt5Command.HistorySelectByPosition => Mt5Request.HistorySelectByPosition(given.GetProperty("PositionId").GetInt64()),
            Mt5Command.HistoryDealGetTicket => Mt5Request.HistoryDealGetTicket(Number("Index")),
            Mt5Command.HistoryDealGetDouble => Mt5Request.Deal(Ticket("TicketNumber"), (Mt5DealDouble)Number("PropertyId")),
            Mt5Command.HistoryDealGetInteger => Mt5Request.Deal(Ticket("TicketNumber"), (Mt5DealInteger)Number("PropertyId")),
            Mt5Command.HistoryDealGetString => Mt5Request.Deal(Ticket("TicketNumber"), (Mt5DealText)Number("PropertyId")),
            Mt5Command.OrderCalcMargin => Mt5Request.CalcMargin((Mt5OrderType)Number("Action"), Symbol(), Amount(given, "Volume"), Amount(given, "Price")),
            Mt5Command.OrderCalcProfit => Mt5Request.CalcProfit((Mt5OrderType)Number("Action"), Symbol(), Amount(given, "Volume"), Amount(given, "PriceOpen"), Amount(given, "PriceClose")),
            _ => new Mt5Request(message.Command, FieldByField(given)),
        };
    }

    private static decimal Amount(JsonElement given, string name) => given.GetProperty(name).GetDecimal();

    private static Mt5TradeRequest Trade(JsonElement given) => new(
        (Mt5TradeAction)given.GetProperty("Action").GetInt32(), given.GetProperty("Magic").GetUInt64(), given.GetProperty("Order").GetUInt64(),
        given.TryGetProperty("Symbol", out var symbol) ? symbol.GetString() : null, Amount(given, "Volume"), Amount(given, "Price"), Amount(given, "Stoplimit"),
        Amount(given, "Sl"), Amount(given, "Tp"), given.GetProperty("Deviation").GetUInt64(), (Mt5OrderType)given.GetProperty("Type").GetInt32(),
        (Mt5Filling)given.GetProperty("Type_filling").GetInt32(), (Mt5OrderTime)given.GetProperty("Type_time").GetInt32(),
        given.TryGetProperty("Comment", out var comment) ? comment.GetString() : null, given.GetProperty("Position").GetUInt64(),
        given.GetProperty("PositionBy").GetUInt64(), given.GetProperty("MtExpiration").GetInt32());

    private static Mt5Payload FieldByField(JsonElement given)
    {
        var writer = new Mt5PayloadWriter();
        foreach (var field in given.EnumerateObject())
        {
            if (field.Value.ValueKind == JsonValueKind.String) writer.Add(field.Name, field.Value.GetString()!);
            else if (field.Value.ValueKind is JsonValueKind.True or JsonValueKind.False) writer.Add(field.Name, field.Value.GetBoolean());
            else if (field.Value.GetRawText().Contains('.', StringComparison.Ordinal)) writer.Add(field.Name, field.Value.GetDecimal());
            else writer.Add(field.Name, field.Value.GetUInt64());
        }

        return writer.ToPayload();
    }

    private static bool Understood(Mt5Command command, Mt5Answer? answer) => (command, answer) switch
    {
        (Mt5Command.MarketBookGet, Mt5Answer.Refused refused) => refused.Code == 4903,
        (_, not Mt5Answer.Value) => false,
        (Mt5Command.AccountInfoDouble or Mt5Command.SymbolInfoDouble or Mt5Command.PositionGetDouble or Mt5Command.HistoryDealGetDouble, Mt5Answer.Value value) => value.Is.AsDecimal is not null,
        (Mt5Command.AccountInfoInteger or Mt5Command.SymbolInfoInteger or Mt5Command.PositionGetInteger or Mt5Command.PositionsTotal, Mt5Answer.Value value) => value.Is.AsInt64 is not null,
        (Mt5Command.PositionGetTicket or Mt5Command.OrderGetTicket or Mt5Command.HistoryDealGetTicket, Mt5Answer.Value value) => value.Is.AsUInt64 is not null,
        (Mt5Command.AccountInfoString or Mt5Command.SymbolInfoString or Mt5Command.TerminalInfoString or Mt5Command.PositionGetString, Mt5Answer.Value value) => value.Is.AsText is not null,
        (Mt5Command.OrderSend or Mt5Command.Buy or Mt5Command.PositionOpen2 or Mt5Command.PositionClose, Mt5Answer.Value value) => value.Is.AsTradeOutcome is not null,
        (Mt5Command.PositionModify or Mt5Command.PositionSelectByTicket or Mt5Command.HistorySelect or Mt5Command.IsTesting, Mt5Answer.Value value) => value.Is.AsBoolean is not null,
        (Mt5Command.OrderCalcMargin or Mt5Command.OrderCalcProfit, Mt5Answer.Value value) => value.Is.AsCalculated is not null,
        (Mt5Command.GetQuote, Mt5Answer.Value value) => value.Is.AsQuote is not null,
        (Mt5Command.CopyRates, Mt5Answer.Value value) => value.Is.AsBars is { Count: > 0 },
        (Mt5Command.ResetLastError, Mt5Answer.Value value) => value.Is.Kind == Mt5ValueKind.None,
        (_, Mt5Answer.Value value) => value.Is.Kind is not (Mt5ValueKind.None or Mt5ValueKind.Unknown),
    };

    private static IEnumerable<(bool IsServer, string Line)> Conversation() => File.ReadLines(SharedData.Need("mtapi5/wire-transcript.txt"))
        .Where(line => line.StartsWith("C> ", StringComparison.Ordinal) || line.StartsWith("S> ", StringComparison.Ordinal))
        .Select(line => (line[0] == 'S', line[3..]));

    private static IEnumerable<string> Lines(string side) => Conversation().Where(said => said.IsServer == (side[0] == 'S')).Select(said => said.Line);
}
