using WebTrader.TestKit.Brokers;

namespace WebTrader.Brokers.Tests.MtApi5.Gateway;

/// <summary>Two experts that report ticks.</summary>
public sealed class WireGatewayContract : BrokerGatewayContract
{
    protected override async Task<IGatewayStage> StageAsync(bool netting) => await WireStage.StartAsync(new WireSetup { Netting = netting });
}

/// <summary>One expert for everything, which reports no ticks.</summary>
public sealed class LonelyWireGatewayContract : BrokerGatewayContract
{
    protected override async Task<IGatewayStage> StageAsync(bool netting) => await WireStage.StartAsync(new WireSetup { Netting = netting, Experts = 1, Ticks = false });
}
