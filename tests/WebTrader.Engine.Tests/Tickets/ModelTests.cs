using System.Diagnostics;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace WebTrader.Engine.Tests.Tickets;

/// <summary>
/// The model of the ticket lock in tests/model, searched by spin. Where spin is missing the tests are skipped and say so; under CI they fail.
/// </summary>
public sealed partial class ModelTests(ITestOutputHelper output)
{
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(8);

    [Fact]
    public async Task In_every_order_of_events_one_writer_at_a_time_moves_the_stop_and_only_tighter()
    {
        var (said, ended) = await CheckAsync("sound");
        ended.ShouldBe(0, said);
        States(said).ShouldAllBe(states => states > 1_000);
        said.ShouldNotContain("FAIL");
    }

    [Theory]
    [InlineData("REVOKED_RELEASE")]
    [InlineData("NO_TOKEN_CHECK")]
    [InlineData("LOCK_REPLACED")]
    [InlineData("LOST_WAKEUP")]
    [InlineData("SEND_WHILE_UNSETTLED")]
    [InlineData("OTHER_STOP_WHILE_UNSETTLED")]
    [InlineData("STALE_READING")]
    [InlineData("SETTLED_ACROSS_CONNECTIONS")]
    [InlineData("READ_BEFORE_SETTLED")]
    [InlineData("NOBODY_AGES")]
    [InlineData("NO_WATCHDOG")]
    public async Task A_fault_planted_in_the_model_is_found(string fault)
    {
        var (said, ended) = await CheckAsync("fault", fault);
        ended.ShouldBe(0, said);
        States(said).ShouldHaveSingleItem().ShouldBePositive();
        said.ShouldContain("found");
    }

    [Fact]
    public async Task Every_fault_that_the_model_knows_is_planted_here()
    {
        var (said, _) = await CheckAsync("faults");
        var planted = typeof(ModelTests).GetMethod(nameof(A_fault_planted_in_the_model_is_found))!
            .GetCustomAttributes(typeof(InlineDataAttribute), false).Select(data => (string)((InlineDataAttribute)data).Data[0]!);
        said.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldBe(planted, ignoreOrder: true);
    }

    private async Task<(string Said, int Ended)> CheckAsync(params string[] arguments)
    {
        if (!IsInstalled("spin") || !IsInstalled("gcc"))
        {
            const string missing = "spin and gcc are not both installed: the model of the ticket lock was not checked";
            Assert.SkipUnless(Environment.GetEnvironmentVariable("CI") == "true", missing);
            Assert.Fail(missing);
        }

        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments.Prepend(Script())) start.ArgumentList.Add(argument);
        using var check = Process.Start(start)!;
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        bounded.CancelAfter(AtMost);
        try
        {
            var said = check.StandardOutput.ReadToEndAsync(bounded.Token);
            var complained = check.StandardError.ReadToEndAsync(bounded.Token);
            await check.WaitForExitAsync(bounded.Token);
            var all = await said + await complained;
            output.WriteLine(all);
            return (all, check.ExitCode);
        }
        finally
        {
            if (!check.HasExited) check.Kill(entireProcessTree: true);
        }
    }

    private static IEnumerable<double> States(string said) =>
        StatesOfARun().Matches(said).Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));

    [GeneratedRegex(@"([0-9.e+]+) states")]
    private static partial Regex StatesOfARun();

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <summary>The check lies in the sources, above wherever the tests were built to.</summary>
    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "tests", "model", "check.sh");
            if (File.Exists(script)) return script;
        }

        throw new FileNotFoundException("There is no tests/model/check.sh above the tests");
    }
}
