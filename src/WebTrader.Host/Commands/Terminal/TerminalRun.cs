using System.Globalization;
using System.Runtime.InteropServices;
using WebTrader.Brokers.MtApi5.Terminal;

namespace WebTrader.Host.Commands.Terminal;

/// <summary>One run of a simulated terminal, from its options to its end.</summary>
internal static class TerminalRun
{
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(TerminalPlan plan, TextWriter output, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var temporary = plan.Data is null ? Directory.CreateTempSubdirectory("webtrader-terminal-") : null;
        try
        {
            await PlayAsync(plan, plan.Data ?? temporary!.FullName, output, stop.Token);
        }
        finally
        {
            temporary?.Delete(recursive: true);
        }

        return 0;

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task PlayAsync(TerminalPlan plan, string folder, TextWriter output, CancellationToken stop)
    {
        using var market = TerminalMarket.Open(plan, folder, TimeProvider.System);
        await using var terminal = new TerminalSimulator(market.Broker, plan.Terminal, TimeProvider.System);
        foreach (var (name, value) in plan.Faults) await SetAsync(terminal, name, value);
        var handles = await terminal.StartAsync();
        await GreetAsync(plan, terminal, handles, output);

        var driving = terminal.RunAsync(() => market.RunAsync(stop));
        var ended = await Task.WhenAny(terminal.Failure, Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop), FailureOf(driving, output, stop));
        if (!stop.IsCancellationRequested) await ended;
        await driving;
        await SumUpAsync(terminal, output);
    }

    private static async Task SetAsync(TerminalSimulator terminal, string name, string value)
    {
        try
        {
            await terminal.SetAsync(name, value);
        }
        catch (ArgumentException wrong)
        {
            throw new UsageException($"--faults: {wrong.Message}");
        }
    }

    // Recorded quotes come to their end, and the terminal goes on; a market that fails ends it.
    private static async Task FailureOf(Task driving, TextWriter output, CancellationToken stop)
    {
        await driving;
        if (stop.IsCancellationRequested) return;
        await output.WriteLineAsync("The recorded quotes are over; prices stand.");
        await output.FlushAsync(CancellationToken.None);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, CancellationToken.None);
    }

    private static async Task GreetAsync(TerminalPlan plan, TerminalSimulator terminal, IReadOnlyList<int> handles, TextWriter output)
    {
        var experts = plan.Terminal.Charts.Zip(handles, (chart, handle) => string.Create(CultureInfo.InvariantCulture, $"{chart} ({handle})"));
        await output.WriteLineAsync($"{Product.Name} {Product.Version}, simulated MetaTrader 5 terminal");
        await output.WriteLineAsync($"  Address   {terminal.Address}");
        await output.WriteLineAsync($"  Experts   {string.Join(", ", experts)}");
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  Account   {plan.Terminal.Login} at {plan.Terminal.Server}, {(plan.Broker.IsNetting ? "netting" : "hedging")}, {plan.Broker.Currency}"));
        await output.WriteLineAsync($"  Book      {plan.Data ?? "temporary, gone at the end"}");
        if (plan.Faults.Count > 0) await output.WriteLineAsync($"  Faults    {string.Join(", ", plan.Faults.Select(fault => $"{fault.Name}={fault.Value}"))}");
        await output.WriteLineAsync("  Stop with Ctrl+C.");
        await output.FlushAsync();
    }

    private static async Task SumUpAsync(TerminalSimulator terminal, TextWriter output)
    {
        var figures = await terminal.FiguresAsync();
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
            $"{figures.Commands.Values.Sum()} commands, {figures.Answers} answers, {figures.Events} events, {figures.ConnectionsSoFar} connections, {figures.Dropped} dropped"));
        foreach (var (command, count) in figures.Commands.OrderByDescending(pair => pair.Value)) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"  {count,8}  {command}"));
    }
}
