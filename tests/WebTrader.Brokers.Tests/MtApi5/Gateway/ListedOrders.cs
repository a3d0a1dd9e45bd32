using System.Text.Json;
using WebTrader.Brokers.MtApi5.Client;
using WebTrader.Brokers.MtApi5.Protocol;
using WebTrader.Brokers.MtApi5.Terminal.Trading;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>An expert with a list of orders that a test arranges, also between two commands. It knows nothing else.</summary>
internal sealed class ListedOrders : IMt5Client
{
    public List<WireOrder> List { get; } = [];

    /// <summary>Which order is selected, for all clients of the expert.</summary>
    public WireOrder? Selected { get; set; }

    /// <summary>Before each command; null for nothing.</summary>
    public Action<Mt5Request>? Before { get; set; }

    public bool IsConnected => true;

    public IReadOnlyList<Mt5Expert> Experts { get; } = [new(7, Mt5ExpertState.Ready, WireStage.Login, "Simulated-Demo", "")];

    public Mt5ClientFigures Figures => throw new NotSupportedException();

    public void Connect(IMt5Listener listener) => throw new NotSupportedException();

    public ValueTask<Mt5Answer> CallAsync(int expert, Mt5Request request, CancellationToken cancellation) => ValueTask.FromResult(Answer(request));

    public ValueTask<IReadOnlyList<Mt5Answer>> CallAllAsync(int expert, IReadOnlyList<Mt5Request> requests, CancellationToken cancellation) =>
        ValueTask.FromResult<IReadOnlyList<Mt5Answer>>([.. requests.Select(Answer)]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Mt5Answer Answer(Mt5Request request)
    {
        Before?.Invoke(request);
        return request.Command switch
        {
            Mt5Command.AccountInfoInteger => Of(WireStage.Login),
            Mt5Command.TerminalInfoInteger => Of(1),
            Mt5Command.AccountInfoDouble or Mt5Command.PositionsTotal => Of(0),
            Mt5Command.OrdersTotal => Of(List.Count),
            Mt5Command.OrderGetTicket => Of((Selected = List.ElementAtOrDefault(Parameter(request)))?.Ticket ?? 0),
            Mt5Command.OrderGetInteger => Of(Selected is { } order ? Whole(order, (Mt5OrderInteger)Parameter(request)) : 0),
            Mt5Command.OrderGetDouble => Of(Selected is { } order ? Amount(order, (Mt5OrderDouble)Parameter(request)) : 0),
            Mt5Command.OrderGetString => new Mt5Answer.Value(Mt5Value.Of((Mt5OrderText)Parameter(request) == Mt5OrderText.Symbol ? Selected?.Symbol ?? "" : Selected?.Comment ?? "")),
            _ => new Mt5Answer.Refused(-1, "Unknown command type"),
        };
    }

    private static long Whole(WireOrder order, Mt5OrderInteger property) => property switch
    {
        Mt5OrderInteger.Ticket => order.Ticket,
        Mt5OrderInteger.Type => (long)order.Type,
        Mt5OrderInteger.State => (long)order.State,
        Mt5OrderInteger.Magic => order.Magic,
        _ => throw new NotSupportedException($"{property}"),
    };

    private static decimal Amount(WireOrder order, Mt5OrderDouble property) => property switch
    {
        Mt5OrderDouble.VolumeCurrent => order.VolumeLeft,
        Mt5OrderDouble.VolumeInitial => order.Volume,
        Mt5OrderDouble.PriceOpen => order.Price.Value,
        _ => throw new NotSupportedException($"{property}"),
    };

    private static Mt5Answer.Value Of(decimal number) => new Mt5Answer.Value(Mt5Value.Of(number));

    /// <summary>The only parameter that these commands have.</summary>
    private static int Parameter(Mt5Request request)
    {
        using var payload = JsonDocument.Parse(request.Payload.ToString());
        return payload.RootElement.EnumerateObject().Single().Value.GetInt32();
    }
}
