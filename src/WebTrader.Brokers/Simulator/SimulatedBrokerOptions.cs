using System.Globalization;
using WebTrader.Core.Market;

namespace WebTrader.Brokers.Simulator;

/// <summary>What a simulated broker is set up with. Immutable.</summary>
public sealed record SimulatedBrokerOptions
{
    /// <summary>The account's currency, three letters.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>Account money a fresh book begins with; above zero.</summary>
    public decimal StartingBalance { get; init; } = 10_000m;

    /// <summary>The broker's clock against UTC; its midnight is when swap is charged.</summary>
    public TimeSpan UtcOffset { get; init; } = TimeSpan.FromHours(3);

    public required IReadOnlyList<SimulatedSymbol> Symbols { get; init; }

    /// <summary>Whether everything in one symbol is one position, as on a netting account; otherwise every opening is a position of its own.</summary>
    public bool IsNetting { get; init; }

    /// <summary>The first position's number; the next ones count on.</summary>
    public long FirstTicket { get; init; } = 100_001;

    /// <summary>The first deal's number; the next ones count on.</summary>
    public long FirstDeal { get; init; } = 500_001;

    /// <summary>Notional per margin; above zero.</summary>
    public decimal Leverage { get; init; } = 100m;

    /// <summary>Percent of equity to margin below which the broker closes the worst position; 0 never does.</summary>
    public decimal StopOutLevel { get; init; } = 50m;

    /// <summary>Decimals of booked money: the broker rounds deals, swap and commission to them, half away from zero; 0 to 8.</summary>
    public int MoneyDigits { get; init; } = 2;

    /// <summary>The first setting that does not make sense, in words, or null.</summary>
    internal string? Problem()
    {
        if (Currency.Length != 3) return $"Currency is {Currency}, allowed are three letters";
        if (StartingBalance <= 0) return Out("StartingBalance", StartingBalance, "above 0");
        if (Leverage <= 0) return Out("Leverage", Leverage, "above 0");
        if (StopOutLevel < 0) return Out("StopOutLevel", StopOutLevel, "0 or more");
        if (MoneyDigits is < 0 or > 8) return Out("MoneyDigits", MoneyDigits, "0 to 8");
        if (FirstTicket < 1) return Out("FirstTicket", FirstTicket, "1 or more");
        if (FirstDeal < 1) return Out("FirstDeal", FirstDeal, "1 or more");
        return UtcOffset.Duration() > TimeSpan.FromHours(14) ? $"UtcOffset is {UtcOffset:c}, allowed is 14 hours either way" : null;
    }

    private static string Out(string setting, decimal value, string allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{setting} is {value}, allowed is {allowed}");
}

/// <summary>One symbol at the simulated broker.</summary>
public sealed record SimulatedSymbol
{
    public required SymbolSpec Spec { get; init; }

    /// <summary>Account money charged per lot on each deal, in and out; zero or more.</summary>
    public decimal CommissionPerLot { get; init; }

    /// <summary>Account money per lot and night for a long; negative costs.</summary>
    public decimal SwapLong { get; init; }

    /// <summary>Account money per lot and night for a short; negative costs.</summary>
    public decimal SwapShort { get; init; }

    /// <summary>Whether the tick values stay as given instead of moving with the rate of the profit currency.</summary>
    public bool FixedTickValues { get; init; }
}
