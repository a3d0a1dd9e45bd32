namespace WebTrader.Host.Commands.Economy;

/// <summary>The mean of paired differences with its 95 % interval (Student).</summary>
/// <param name="Count">Two or more.</param>
public readonly record struct Paired(int Count, decimal Mean, decimal From, decimal To)
{
    // Two-sided 95 % quantiles of Student's distribution by degrees of freedom, from 1 on.
    private static readonly decimal[] Quantiles =
    [
        12.706m, 4.303m, 3.182m, 2.776m, 2.571m, 2.447m, 2.365m, 2.306m, 2.262m, 2.228m, 2.201m, 2.179m, 2.160m, 2.145m, 2.131m, 2.120m, 2.110m, 2.101m, 2.093m, 2.086m,
        2.080m, 2.074m, 2.069m, 2.064m, 2.060m, 2.056m, 2.052m, 2.048m, 2.045m, 2.042m,
    ];

    /// <summary>Null for fewer than two differences: one has no interval.</summary>
    public static Paired? Of(IReadOnlyList<decimal> differences)
    {
        var count = differences.Count;
        if (count < 2) return null;
        var mean = differences.Sum() / count;
        var variance = differences.Sum(difference => (difference - mean) * (difference - mean)) / (count - 1);
        var reach = Quantiles[Math.Min(count - 1, Quantiles.Length) - 1] * Root(variance / count);
        return new Paired(count, mean, mean - reach, mean + reach);
    }

    /// <summary>By Newton's method, exact to the last digits that matter here.</summary>
    private static decimal Root(decimal square)
    {
        if (square <= 0m) return 0m;
        var root = Math.Max(square, 1m);
        for (var i = 0; i < 100; i++)
        {
            var next = (root + square / root) / 2;
            if (next >= root) return root;
            root = next;
        }

        return root;
    }
}
