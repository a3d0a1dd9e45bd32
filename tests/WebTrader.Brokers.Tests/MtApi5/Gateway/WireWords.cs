using Shouldly;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Core.Market;
using WebTrader.Core.Ports;
using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>What tests say to a gateway behind a wire.</summary>
internal static class WireWords
{
    private static readonly FencingToken Token = new(7, 1234);

    public static async Task<WireStage> QuotedAsync(this WireSetup setup)
    {
        var stage = await WireStage.StartAsync(setup);
        await stage.QuoteAsync(1.10000m, 1.10010m);
        return stage;
    }

    public static Task<TradeAnswer> SetStopAsync(this WireStage stage, Ticket ticket, decimal stop) =>
        stage.CallAsync(() => stage.Gateway.SetStopAsync(new StopWrite(Token, ticket, new PositionId(ticket.Value), "EURUSD", new Price(stop), null), default));

    public static Task<TradeAnswer> CloseAsync(this WireStage stage, Ticket ticket, string comment = "webtrader max risk") =>
        stage.CallAsync(() => stage.Gateway.CloseAsync(new CloseWrite(Token, ticket, new PositionId(ticket.Value), "EURUSD", Side.Long, new Lots(0.01m), comment), default));

    public static Task<TradeAnswer> OpenAsync(this WireStage stage, decimal lots = 0.01m, string comment = "wt 1.1", string symbol = "EURUSD") =>
        stage.CallAsync(() => stage.Gateway.OpenAsync(new OpenWrite(symbol, Side.Long, new Lots(lots), new Price(1.09000m), null, 0, comment), default));

    public static Task<Reading<IReadOnlyList<Position>>> ReadAllAsync(this WireStage stage) => stage.CallAsync(() => stage.Gateway.ReadPositionsAsync(default));

    public static async Task<Position> ReadAsync(this WireStage stage, Ticket ticket) => (await stage.CallAsync(() => stage.Gateway.ReadPositionAsync(ticket, default))).Value!;

    public static TradeRetcode Code(this TradeAnswer answer) => answer.ShouldBeOfType<TradeAnswer.Answered>().Retcode;

    public static async Task<long> CommandsAsync(this WireStage stage, params Mt5Command[] commands)
    {
        var figures = await stage.Terminal.FiguresAsync();
        return commands.Length == 0 ? figures.Commands.Values.Sum() : commands.Sum(command => figures.Commands.GetValueOrDefault(command));
    }

    /// <summary>Neither prices nor checks are asked for meanwhile, so that what is counted is what was asked for.</summary>
    public static WireSetup Silent(this WireSetup setup) => setup with
    {
        Gateway = setup.Gateway with { Watch = [], PollEvery = TimeSpan.FromSeconds(10), PollReportedEvery = TimeSpan.FromSeconds(10), CheckEvery = TimeSpan.FromMinutes(1) },
    };
}
