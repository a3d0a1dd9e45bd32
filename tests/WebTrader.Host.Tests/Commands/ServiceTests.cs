using System.Text.RegularExpressions;
using Shouldly;
using WebTrader.Host.Commands.Service;
using WebTrader.TestKit.Files;

namespace WebTrader.Host.Tests.Commands;

/// <summary>What is written so that the system starts the host, and what the container is made of.</summary>
public sealed partial class ServiceTests
{
    private static readonly ServicePlan Plan = new("webtrader", "/opt/web trader/WebTrader.Host", ["serve", "--data", "/srv/100% data"], "/srv/100% data", "trader");

    [Fact]
    public void The_unit_says_when_it_is_up_gives_signs_of_life_and_is_begun_again()
    {
        var lines = Plan.Unit().Split('\n');
        foreach (var line in (string[])["Type=notify", "WatchdogSec=60", "Restart=always", "KillSignal=SIGTERM", "User=trader", "[Install]", "WantedBy=multi-user.target"]) lines.ShouldContain(line);
        lines.ShouldContain("ExecStart=\"/opt/web trader/WebTrader.Host\" serve --data \"/srv/100%% data\"");
        lines.ShouldContain("ReadWritePaths=\"/srv/100%% data\"");
        lines.ShouldContain("EnvironmentFile=-/etc/webtrader.env");
        Plan.Unit().ShouldNotContain("PASSWORD=");
        Plan.UnitPath.ShouldBe("/etc/systemd/system/webtrader.service");
    }

    [Fact]
    public void On_windows_it_is_a_task_at_log_on() => string.Join(' ', Plan.Task()).ShouldBe(
        "/Create /F /TN webtrader /SC ONLOGON /RL LIMITED /TR \"/opt/web trader/WebTrader.Host\" \"serve\" \"--data\" \"/srv/100% data\"");

    [Fact]
    public async Task A_dry_run_prints_what_would_be_written_and_run_and_writes_nothing()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("the other kind");
        using var folder = new TempFolder();
        var (code, said) = await HostProcess.RunAsync("install-service", "--dry-run", "--name", "webtrader-test", "--data", folder.Path);
        code.ShouldBe(0, said);
        said.ShouldContain("# /etc/systemd/system/webtrader-test.service");
        said.ShouldContain($"serve --data {folder.Path}");
        said.ShouldContain("# systemctl enable --now webtrader-test");
        File.Exists("/etc/systemd/system/webtrader-test.service").ShouldBeFalse();

        (code, said) = await HostProcess.RunAsync("uninstall-service", "--dry-run", "--name", "webtrader-test");
        code.ShouldBe(0, said);
        said.ShouldContain("Every stop that stands at the broker stays there as it is. Nobody trails it any more");
        said.ShouldContain("# systemctl disable --now webtrader-test");
        (code, said) = await HostProcess.RunAsync("install-service", "--dry-run", "--name", "../etc");
        code.ShouldBe(2);
        said.ShouldContain("--name is \"../etc\", allowed is 1 to 64 letters");
    }

    /// <summary>There is no builder of containers here: what can be held against the repository is.</summary>
    [Fact]
    public void The_dockerfile_copies_what_is_there_and_starts_what_it_has_published()
    {
        var lines = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile")).Where(line => line.Length > 0 && line[0] != '#').ToList();
        var stages = lines.Select(line => Stage().Match(line)).Where(found => found.Success).Select(found => found.Groups[1].Value).ToList();
        foreach (var copy in lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal)).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)))
        {
            if (copy[1].StartsWith("--from=", StringComparison.Ordinal)) stages.ShouldContain(copy[1]["--from=".Length..]);
            else foreach (var source in copy[1..^1]) Path.Exists(Path.Combine(Repository.Root, source)).ShouldBeTrue(source);
        }

        foreach (var project in lines.SelectMany(line => Project().Matches(line).Select(found => found.Value))) File.Exists(Path.Combine(Repository.Root, project)).ShouldBeTrue(project);
        lines.ShouldContain($"ENTRYPOINT [\"dotnet\", \"{Path.GetFileName(HostProcess.BuiltHost)}\"]");
        lines.ShouldContain("STOPSIGNAL SIGTERM");
        lines.Single(line => line.StartsWith("USER ", StringComparison.Ordinal)).ShouldNotBe("USER root");
    }

    [GeneratedRegex(@"^FROM \S+ AS (\S+)$")]
    private static partial Regex Stage();

    [GeneratedRegex(@"src/\S+\.csproj")]
    private static partial Regex Project();
}
