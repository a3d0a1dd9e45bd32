using System.Globalization;
using Microsoft.Extensions.Configuration;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;
using WebTrader.Core.Writing;
using WebTrader.Engine;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host.Settings;

/// <summary>Makes checked settings of a configuration, or refuses it with all that is wrong.</summary>
public static class SettingsReader
{
    private const string CollectorAddress = "an http or https address, as in http://127.0.0.1:4318, or null";

    /// <exception cref="SettingsException">Something does not fit; the message lists everything that does not.</exception>
    public static HostSettings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var root = new SettingsSection(configuration, "", problems);
        var host = root.Section("Host");
        var telemetry = root.Section("Telemetry");
        var journal = root.Section("Journal");
        var connections = root.Section("ConnectionStrings", isSecret: true);
        var accounts = Accounts(root, problems);
        var settings = new HostSettings
        {
            Port = (int)host.Whole("Port", 5080, 0, 65_535),
            Names = ListeningReader.Names(host),
            PublicAddress = ListeningReader.PublicAddress(host),
            Outside = ListeningReader.Outside(host),
            Security = ListeningReader.Security(root.Section("Security")),
            DataFolder = root.Text("DataFolder", null, "a full path, or null for the folder of the user", Path.IsPathFullyQualified),
            OtlpEndpoint = telemetry.Text("OtlpEndpoint", null, CollectorAddress, text => Collector(text) is not null) is { } address ? Collector(address) : null,
            Journal = connections.Secret("Journal", ConnectionText.Usual, $"{DatabaseAddress.Allowed}, or null for the data folder", ConnectionText.Parse),
            KeepDays = (int)journal.Whole("KeepDays", 30, 1, 3_650),
            Engine = Engine(root),
            Accounts = accounts,
            Alerts = AlertsReader.Read(root.Section("Alerts")),
            Jobs = JobsReader.Read(root.Section("Jobs")),
            Emergency = EmergencyReader.Read(root.Section("Emergency"), accounts),
            LogFiles = LogFilesReader.Read(root.Section("LogFiles")),
        };
        host.RefuseUnknown();
        telemetry.RefuseUnknown();
        journal.RefuseUnknown();
        connections.RefuseUnknown();
        root.Leave("Logging");
        root.RefuseUnknown();
        problems.AddRange(ListeningReader.Problems(settings));
        AddCrossProblems(settings, problems);
        return problems.Count == 0 ? settings : throw new SettingsException(problems);
    }

    /// <summary>The engine's part alone, as a replay takes it; the parts of the host may stand in the same file and are left.</summary>
    /// <exception cref="SettingsException">Something does not fit; the message lists everything that does not.</exception>
    public static EngineOptions ReadEngine(IConfiguration configuration)
    {
        var problems = new List<string>();
        var root = new SettingsSection(configuration, "", problems);
        foreach (var ofTheHost in (string[])["Host", "Security", "DataFolder", "Accounts", "Telemetry", "Journal", "ConnectionStrings", "Alerts", "Jobs", "Emergency", "LogFiles", "Logging"]) root.Leave(ofTheHost);
        var engine = Engine(root);
        root.RefuseUnknown();
        problems.AddRange(EngineOptionsValidator.Problems(engine));
        return problems.Count == 0 ? engine : throw new SettingsException(problems);
    }

    /// <summary>Adds what does not fit together, for all accounts and for single ones.</summary>
    internal static void AddCrossProblems(HostSettings settings, List<string> problems)
    {
        problems.AddRange(EngineOptionsValidator.Problems(settings.Engine));
        foreach (var account in settings.Accounts)
            problems.AddRange(EngineOptionsValidator.Problems(settings.EngineOf(account)).Except(problems).Select(problem => $"Accounts ({account.Id}): {problem}").ToList());
    }

    private static EngineOptions Engine(SettingsSection root) => new()
    {
        Plan = StopsReader.Plan(root.Section("Stops")),
        Layers = StopsReader.Layers(root) is { Count: > 0 } layers ? layers : Array.Empty<StopLayer>(),
        StopLoss = StopLoss(root.Section("StopLoss")),
        Monitor = Monitor(root.Section("Monitor")),
        Locks = Locks(root.Section("Locks")),
    };

    private static StopLossOptions StopLoss(SettingsSection section)
    {
        var usual = new StopLossOptions();
        var options = new StopLossOptions
        {
            MaxCycle = section.Duration("MaxCycle", usual.MaxCycle),
            MaxQuoteAge = section.Duration("MaxQuoteAge", usual.MaxQuoteAge),
            AmbiguousAfter = section.Duration("AmbiguousAfter", usual.AmbiguousAfter),
            GivenUpAfter = section.Duration("GivenUpAfter", usual.GivenUpAfter),
            SettleEvery = section.Duration("SettleEvery", usual.SettleEvery),
            BackOffFrom = section.Duration("BackOffFrom", usual.BackOffFrom),
            BackOffTo = section.Duration("BackOffTo", usual.BackOffTo),
            StopWithin = section.Duration("StopWithin", usual.StopWithin),
        };
        section.RefuseUnknown();
        return options;
    }

    private static MonitorOptions Monitor(SettingsSection section)
    {
        var usual = new MonitorOptions();
        var options = new MonitorOptions
        {
            Interval = section.Duration("Interval", usual.Interval),
            DealRetry = section.Duration("DealRetry", usual.DealRetry),
            SpecInterval = section.Duration("SpecInterval", usual.SpecInterval),
            ReadDeadline = section.Duration("ReadDeadline", usual.ReadDeadline),
            StopWithin = section.Duration("StopWithin", usual.StopWithin),
        };
        section.RefuseUnknown();
        return options;
    }

    private static LockOptions Locks(SettingsSection section)
    {
        var usual = new LockOptions();
        var options = new LockOptions
        {
            Wait = section.Duration("Wait", usual.Wait),
            ProfitWait = section.Duration("ProfitWait", usual.ProfitWait),
            Attempts = (int)section.Whole("Attempts", usual.Attempts, 1, 10),
            Growth = section.Decimal("Growth", usual.Growth, "a number, as in 1.5", _ => true),
            StaleAfter = section.Duration("StaleAfter", usual.StaleAfter),
            RevokeAfter = section.Duration("RevokeAfter", usual.RevokeAfter),
            OvertakenAtMost = section.Duration("OvertakenAtMost", usual.OvertakenAtMost),
            WaitersAtMost = (int)section.Whole("WaitersAtMost", usual.WaitersAtMost, 1, 10_000),
        };
        section.RefuseUnknown();
        return options;
    }

    private static List<AccountSettings> Accounts(SettingsSection root, List<string> problems)
    {
        var accounts = new List<AccountSettings>();
        foreach (var entry in root.List("Accounts"))
        {
            var account = AccountReader.Read(entry);
            // A folder carries the name, and folders may not know capitals from small letters.
            if (accounts.Any(known => string.Equals(known.Id.Value, account.Id.Value, StringComparison.OrdinalIgnoreCase))) entry.Refuse("Id", account.Id.Value, "an id that no other account has");
            accounts.Add(account);
        }

        if (accounts.Count == 0) problems.Add("Accounts is empty, allowed is one account or more");
        return accounts;
    }

    private static Uri? Collector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && address is { UserInfo: "", Query: "", Fragment: "" } ? address : null;
}
