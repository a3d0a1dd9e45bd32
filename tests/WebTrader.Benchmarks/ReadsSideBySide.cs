using System.Globalization;

namespace WebTrader.Benchmarks;

/// <summary>
/// 64 reads through the client and through a bare socket, in turns, so that whatever else the machine does meets both alike. Prints how long they take and
/// what processor time they cost, the server's half included, and how many times as much the client's are.
/// </summary>
internal static class ReadsSideBySide
{
    private const int WarmUp = 200;
    private const int Rounds = 1000;

    public static async Task RunAsync()
    {
        var reads = new SixtyFourReads();
        reads.Open();
        List<Cost> bare = [], client = [];
        for (var round = 0; round < WarmUp + Rounds; round++)
        {
            var first = await CostAsync(reads.BareSocket);
            var second = await CostAsync(reads.Client);
            if (round < WarmUp) continue;
            bare.Add(first);
            client.Add(second);
        }

        reads.Close();
        Print("bare socket", bare);
        Print("client", client);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"ratio of the medians {Median(client, cost => cost.Time) / Median(bare, cost => cost.Time):F2}, of processor time {client.Sum(cost => cost.Processor) / bare.Sum(cost => cost.Processor):F2}"));
    }

    private static async Task<Cost> CostAsync(Func<Task> act)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var began = TimeProvider.System.GetTimestamp();
        await act();
        var time = TimeProvider.System.GetElapsedTime(began);
        return new Cost(time.TotalMilliseconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
    }

    private static void Print(string what, List<Cost> costs) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{what}: fastest {costs.Min(cost => cost.Time):F3} ms, median {Median(costs, cost => cost.Time):F3} ms, processor time {costs.Average(cost => cost.Processor):F3} ms"));

    private static double Median(List<Cost> costs, Func<Cost, double> of) => costs.Select(of).Order().ElementAt(costs.Count / 2);

    private readonly record struct Cost(double Time, double Processor);
}
