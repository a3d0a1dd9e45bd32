using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Host.Commands.Service;
using WebTrader.Host.Jobs;
using WebTrader.Host.Settings;
using WebTrader.Persistence;
using WebTrader.Persistence.Chain;
using WebTrader.Persistence.Databases;
using WebTrader.TestKit.Files;
using WebTrader.TestKit.Journal;

namespace WebTrader.Host.Tests.Commands;

/// <summary>What is written so that the system starts the host, and what the container is made of.</summary>
public sealed partial class ServiceTests
{
    private static readonly ServicePlan Plan = new("webtrader", "/opt/web trader/WebTrader.Host", ["serve", "--data", "/srv/100% data"], ["/srv/100% data", "/mnt/copies"], "trader");

    [Fact]
    public void The_unit_says_when_it_is_up_gives_signs_of_life_and_is_begun_again()
    {
        var lines = Plan.Unit().Split('\n');
        foreach (var line in (string[])["Type=notify", "WatchdogSec=60", "Restart=always", "StartLimitIntervalSec=0", "KillSignal=SIGTERM", "User=trader", "[Install]", "WantedBy=multi-user.target"]) lines.ShouldContain(line);
        lines.ShouldContain("ExecStart=\"/opt/web trader/WebTrader.Host\" serve --data \"/srv/100%% data\"");
        lines.ShouldContain("ReadWritePaths=\"/srv/100%% data\" /mnt/copies");
        lines.ShouldContain("EnvironmentFile=-/etc/webtrader.env");
        Plan.Unit().ShouldNotContain("PASSWORD=");
        Plan.UnitPath.ShouldBe("/etc/systemd/system/webtrader.service");
    }

    [Fact]
    public void On_windows_it_is_a_task_at_log_on_that_runs_on_for_ever_on_battery_too_and_is_begun_again_after_a_fault()
    {
        var task = XElement.Parse(Plan.Task());
        string Of(string name) => task.Descendants(task.Name.Namespace + name).ShouldHaveSingleItem(name).Value;
        task.Descendants(task.Name.Namespace + "LogonTrigger").ShouldHaveSingleItem();
        Of("ExecutionTimeLimit").ShouldBe("PT0S", "without a limit, and not the 72 hours of schtasks");
        Of("DisallowStartIfOnBatteries").ShouldBe("false");
        Of("StopIfGoingOnBatteries").ShouldBe("false");
        (Of("Interval"), Of("Count")).ShouldBe(("PT1M", "999"));
        Of("RunLevel").ShouldBe("LeastPrivilege");
        (Of("Command"), Of("Arguments")).ShouldBe(("/opt/web trader/WebTrader.Host", "\"serve\" \"--data\" \"/srv/100% data\""));
        string.Join(' ', Plan.TaskCreation("C:\\x.xml")).ShouldBe("/Create /F /TN webtrader /XML C:\\x.xml");
        ServicePlan.TaskRemoval("webtrader").Select(command => string.Join(' ', command)).ShouldBe(["/End /TN webtrader", "/Delete /F /TN webtrader"]);
    }

    [Fact]
    public void A_dollar_is_doubled_in_the_arguments_where_systemd_looks_for_variables_and_nowhere_else()
    {
        var unit = (Plan with { Arguments = ["serve", "--data", "/srv/do$lar"], Writes = ["/srv/do$lar"] }).Unit();
        unit.ShouldContain("serve --data \"/srv/do$$lar\"\n");
        unit.ShouldContain("ReadWritePaths=\"/srv/do$lar\"\n");
    }

    [Fact]
    public async Task The_unit_is_one_that_systemd_finds_nothing_wrong_with()
    {
        const string Analyze = "/usr/bin/systemd-analyze";
        if (!File.Exists(Analyze)) Assert.Skip("This machine has no systemd");
        using var folder = new TempFolder();
        var path = folder.Of("webtrader.service");
        await File.WriteAllTextAsync(path, (Plan with { Program = "/bin/sh", User = "root" }).Unit(), TestContext.Current.CancellationToken);
        (await VerifyAsync(Analyze, path)).ShouldBe((0, ""));
        await File.AppendAllTextAsync(path, "\n[Service]\nWatchdogSecs=1\n", TestContext.Current.CancellationToken);
        (await VerifyAsync(Analyze, path)).Said.ShouldContain("WatchdogSecs", Case.Sensitive, "it would say so");
    }

    private static async Task<(int ExitCode, string Said)> VerifyAsync(string program, string unit)
    {
        using var process = Process.Start(new ProcessStartInfo(program, ["verify", unit]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, said);
    }

    [Fact]
    public void The_unit_may_write_where_the_settings_put_copies_and_a_database()
    {
        var settings = new HostSettings { Accounts = [], Jobs = new JobSettings { Backup = new BackupSettings { Folder = "/mnt/copies/" } } };
        ServiceCommands.WritesOf(settings, "/srv/data").ShouldBe(["/srv/data", "/mnt/copies"]);
        ServiceCommands.WritesOf(settings with { Journal = ConnectionText.Parse("Data Source=/mnt/fast/webtrader.db") }, "/srv/data").ShouldBe(["/srv/data", "/mnt/fast", "/mnt/copies"]);
        ServiceCommands.WritesOf(new HostSettings { Accounts = [], Journal = ConnectionText.Parse("Data Source=sub/webtrader.db") }, "/srv/data").ShouldBe(["/srv/data"], "it is inside");
        ServiceCommands.WritesOf(new HostSettings { Accounts = [], Journal = ConnectionText.Parse("Host=db;Database=w;Username=w") }, "/srv/data").ShouldBe(["/srv/data"], "it is a server's");
    }

    [Fact]
    public async Task Uninstalling_names_the_stops_that_stay_and_what_has_none()
    {
        using var folder = new TempFolder();
        await using (var journal = EfJournal.Start(new JournalSettings { Database = DatabaseAddress.OfFile(folder.Of("webtrader.db")) }, TimeProvider.System, NullLogger<EfJournal>.Instance))
        {
            journal.Append(JournalSamples.Seen(JournalSamples.Position(1, stop: new Price(1.08m))));
            journal.Append(JournalSamples.Seen(JournalSamples.Position(2)));
            (await journal.FlushAsync(TimeSpan.FromMinutes(1))).ShouldBeTrue();
        }

        var output = new StringWriter();
        ServiceCommands.Uninstall("webtrader-test", () => JournalSource.Open(folder.Path), isDry: true, output).ShouldBe(0);

        output.ToString().ShouldContain("account demo, ticket 1001, Long 0.10 EURUSD at 1.0865000: stop 1.08");
        output.ToString().ShouldContain("account demo, ticket 1002, Long 0.10 EURUSD at 1.0865000: NO STOP");
    }

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

        (code, said) = await HostProcess.RunAsync("uninstall-service", "--dry-run", "--name", "webtrader-test", "--data", folder.Path);
        code.ShouldBe(0, said);
        said.ShouldContain("Every stop that stands at the broker stays there as it is. Nobody trails it any more");
        said.ShouldContain($"Which ones that are cannot be told: The folder {folder.Path} holds no journal");
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

    /// <summary>What publishes is PublishTests' to run: it takes minutes, and the network.</summary>
    [Fact]
    public async Task The_dockerfile_s_other_commands_run_in_an_empty_folder_and_leave_what_later_lines_rely_on()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("a container's commands are for a Unix shell");
        var commands = File.ReadAllLines(Path.Combine(Repository.Root, "Dockerfile")).Where(line => line.StartsWith("RUN ", StringComparison.Ordinal)).Select(line => line["RUN ".Length..]).ToList();
        commands.RemoveAll(command => command.StartsWith("dotnet publish src/WebTrader.Host/WebTrader.Host.csproj ", StringComparison.Ordinal)).ShouldBe(1);
        using var root = new TempFolder();
        // What the lines before have copied from Node's own image.
        Directory.CreateDirectory(root.Of("usr/local/bin"));
        Directory.CreateDirectory(root.Of("usr/local/lib/node_modules/npm/bin"));
        await File.WriteAllTextAsync(root.Of("usr/local/lib/node_modules/npm/bin/npm-cli.js"), "npm", TestContext.Current.CancellationToken);
        foreach (var command in commands)
        {
            var here = FromTheRoot().Replace(command, place => $" '{root.Path}'{place.Value.TrimStart()}");
            using var shell = Process.Start(new ProcessStartInfo("sh", ["-euc", here]) { WorkingDirectory = root.Path, RedirectStandardError = true, Environment = { ["APP_UID"] = await IdAsync() } })!;
            var said = await shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
            shell.ExitCode.ShouldBe(0, $"{command}: {said}");
        }

        (await File.ReadAllTextAsync(root.Of("usr/local/bin/npm"), TestContext.Current.CancellationToken)).ShouldBe("npm", "npm is found where the publishing looks for it");
        Directory.Exists(root.Of("data")).ShouldBeTrue("the data folder is there before its user is nobody special");

        static async Task<string> IdAsync()
        {
            using var id = Process.Start(new ProcessStartInfo("id", ["-u"]) { RedirectStandardOutput = true })!;
            return (await id.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Trim();
        }
    }

    [GeneratedRegex(@" /(?=\w)")]
    private static partial Regex FromTheRoot();

    [GeneratedRegex(@"^FROM \S+ AS (\S+)$")]
    private static partial Regex Stage();

    [GeneratedRegex(@"src/\S+\.csproj")]
    private static partial Regex Project();
}
