using WebTrader.Brokers.Simulator;
using WebTrader.Core.Market;
using WebTrader.Core.Orders;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety.Emergency;
using WebTrader.Engine;

namespace WebTrader.Host.Commands.Simulate;

/// <summary>
/// The emergency stop of a world: what it does, to what, when it is pressed and when released, by the seed. What holds is kept here as a host keeps it in its file, so that every session
/// begins with it. Until the end somebody goes on placing orders through us, and pending orders beside us.
/// </summary>
internal sealed class WorldStops
{
    private const int OrdersPerMille = 200;

    private readonly SimulatedBroker broker;
    private readonly WorldWatch watch;
    private readonly EmergencyStop stop;
    private readonly DateTimeOffset pressedAt;
    private readonly DateTimeOffset releasedAt;
    private readonly List<EmergencyStop> inForce = [];
    private SplitMix random;
    private bool isPressed;

    public WorldStops(WorldPlan plan, SimulatedBroker broker, WorldWatch watch, DateTimeOffset begin)
    {
        this.broker = broker;
        this.watch = watch;
        random = SplitMix.For(plan.Seed, 7_004);
        pressedAt = begin + (plan.Length * (random.Between(200, 700) / 1_000d));
        releasedAt = random.PerMille(300) ? pressedAt + TimeSpan.FromMinutes(random.Between(1, 20)) : DateTimeOffset.MaxValue;
        // Most presses of a panic button are for everything.
        var action = random.PerMille(600) ? EmergencyAction.Flatten : (EmergencyAction)random.Below(4);
        var scope = random.PerMille(600) ? EmergencyScope.Everything : new EmergencyScope(Symbol: WorldMarket.Names[random.Below(WorldMarket.Names.Count)]);
        stop = new EmergencyStop("world", action, scope, "the world", "", pressedAt);
    }

    /// <summary>With what a session begins.</summary>
    public IReadOnlyList<EmergencyStop> InForce => inForce;

    /// <summary>What a stop does once has been done: kept, as by a host.</summary>
    public void Done(EmergencyStop done)
    {
        if (inForce.Count > 0) inForce[0] = done;
    }

    /// <summary>Once a simulated second.</summary>
    /// <param name="session">Null while none runs.</param>
    public void Act(DateTimeOffset now, AccountSession? session)
    {
        if (!isPressed && now >= pressedAt)
        {
            isPressed = true;
            inForce.Add(stop);
            session?.Emergency.Order(stop);
            watch.Latched(stop);
        }
        else if (inForce.Count > 0 && now >= releasedAt)
        {
            inForce.Clear();
            watch.Released();
            session?.Emergency.Release(stop.Id, "the world", "over");
        }

        if (session is not null && random.PerMille(OrdersPerMille)) Order(session);
        if (random.PerMille(OrdersPerMille)) Place();
    }

    private async void Order(AccountSession session)
    {
        var symbol = WorldMarket.Names[random.Below(WorldMarket.Names.Count)];
        await session.Orders.PlaceAsync(new OrderWish(symbol, random.Below(2) == 0 ? Side.Long : Side.Short, new OrderSize.Given(new Lots(0.01m)), null, null, 0), "the world", null, null);
    }

    /// <summary>A pending order of somebody else's, which fills when the price comes to it.</summary>
    private void Place()
    {
        var symbol = WorldMarket.Names[random.Below(WorldMarket.Names.Count)];
        if (broker.QuoteOf(symbol) is not { } quote || broker.Orders.Count > 20) return;
        var spec = broker.SpecOf(symbol);
        var price = spec.RoundLooser(Side.Long, Side.Long.Offset(quote.Ask, -quote.Ask.Value / 20_000m * random.Between(2, 20)));
        watch.ByHand("by hand", () => broker.Place(new PendingOrder { Ticket = default, Symbol = symbol, Kind = PendingKind.BuyLimit, Lots = new Lots(0.01m), Price = price, Placed = default }));
    }
}
