using System.Text;
using Shouldly;
using WebTrader.Brokers.Simulator;
using Xunit;

namespace WebTrader.Brokers.Tests.MtApi5.Terminal;

public sealed class TerminalNoiseTests
{
    private const int Messages = 10_000;

    private static readonly string[] Seeds =
    [
        "6;0", "0;E;1;67;", "0;E;2;57;{\"Symbol\":\"EURUSD\"}", "0;0;3;4;{\"Index\":0}", "0;E;4;18;{\"FromDate\":0,\"ToDate\":2147483647}",
        "0;E;5;301;" + TradeLine.Buy(0.01m), "0;E;6;6066;{\"Ticket\":100001,\"Sl\":1.09,\"Tp\":0.0}", "0;E;7;300;{\"Symbol\":\"EURUSD\",\"Flags\":-1,\"From\":0,\"Count\":3}",
        "0;E;8;303;" + TradeLine.Pending(2, 0.01m, 1.09m), "0;E;9;2;{\"Action\":0,\"Symbol\":\"EURUSD\",\"Volume\":1e300,\"Price\":1E-300}",
    ];

    [Fact]
    public async Task Ten_thousand_messages_of_noise_leave_a_terminal_that_serves()
    {
        await using var bench = await TerminalBench.OpenAsync(options => options with { Charts = ["EURUSD", "USDJPY"] });
        var random = new SplitMix(20260106);
        var raw = await RawSocket.UpgradeAsync(bench.Terminal.EndPoint);
        var reading = ReadAllAsync(raw);

        for (var count = 0; count < Messages; count++)
        {
            var noise = Noise(ref random, bench.Expert);
            await raw.FrameAsync(IsText(noise) ? 1 : 2, noise);
        }

        await bench.Terminal.AttachAsync("EURUSD", 99);
        var client = await bench.ConnectAsync();
        (await client.AskAsync(67, expert: 99)).ShouldContain("false");
        var figures = await bench.Terminal.FiguresAsync();
        bench.Terminal.Failure.IsCompleted.ShouldBeFalse();
        figures.Malformed.ShouldBeGreaterThan(Messages / 10);
        figures.Commands.Values.Sum().ShouldBeGreaterThan(Messages / 20);
        raw.Dispose();
        await reading;
    }

    private static byte[] Noise(ref SplitMix random, int expert)
    {
        var line = Encoding.UTF8.GetBytes(Seeds[random.Below(Seeds.Length)].Replace("E;", $"{expert};", StringComparison.Ordinal));
        switch (random.Below(4))
        {
            case 0:
                var rubbish = new byte[random.Below(200)];
                for (var index = 0; index < rubbish.Length; index++) rubbish[index] = (byte)random.Below(256);
                return rubbish;
            case 1:
                return line[..random.Below(line.Length + 1)];
            case 2:
                for (var change = random.Between(1, 5); change > 0; change--) line[random.Below(line.Length)] = (byte)random.Between(32, 126);
                return line;
            default:
                return [.. line[..random.Below(line.Length + 1)], .. line[random.Below(line.Length)..]];
        }
    }

    private static bool IsText(byte[] bytes) => bytes.All(value => value is >= 9 and < 128);

    private static async Task ReadAllAsync(RawSocket raw)
    {
        try
        {
            while (await raw.NextAsync() is not null)
            {
            }
        }
        catch (ObjectDisposedException)
        {
            // The test has ended.
        }
    }
}
