using Microsoft.Extensions.Configuration;
using Shouldly;
using WebTrader.Core.Market;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Tests.Settings;

public sealed class SettingsTests
{
    [Fact]
    public void The_settings_that_are_shipped_fit()
    {
        var settings = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings()));

        settings.Port.ShouldBe(5080);
        settings.Accounts.Single().Id.Value.ShouldBe("demo");
        settings.Engine.ShouldBe(new Engine.EngineOptions());
        settings.OtlpEndpoint.ShouldBeNull();
    }

    [Theory]
    [InlineData("Stops:MaxRisk", "-1", "Stops:MaxRisk is -1, allowed is above 0")]
    [InlineData("Security:RequestsPerMinute", "59", "Security:RequestsPerMinute is \"59\", allowed is 60 to 1000000")]
    [InlineData("Security:RequestsPerMinute", "1000001", "Security:RequestsPerMinute is \"1000001\", allowed is 60 to 1000000")]
    [InlineData("Stops:MaxRisk", "two", "Stops:MaxRisk is \"two\", allowed is an amount")]
    [InlineData("Stops:MaxRisk", "1e3", "Stops:MaxRisk is \"1e3\"")]
    [InlineData("Stops:MaxRisk", null, "Stops:MaxRisk is null")]
    [InlineData("Stops:SweetSpotTo", "0.01", "Stops:SweetSpotTo is 0.01, allowed is above SweetSpotFrom (0.03)")]
    [InlineData("Stops:TickValueDrift", "0.6", "Stops:TickValueDrift is 0.6, allowed is 0 to 0.5")]
    [InlineData("Stops:MaxRisk", "101%", "MaxRisk is 101 %, allowed is above 0, at most 100 %")]
    [InlineData("Stops:MaxRisk", "many points", "Stops:MaxRisk is \"many points\", allowed is an amount, as in 2.00, a part of the balance, as in 1%, or points, as in 200 points")]
    [InlineData("Stops:MaxHolding", "0s", "MaxHolding is 00:00:00, allowed is above 0, at most 3650 days")]
    [InlineData("Stops:MaxHolding", "99999h", "MaxHolding is 4166.15:00:00, allowed is above 0, at most 3650 days")]
    [InlineData("Stops:MaxHolding", "4", "Stops:MaxHolding is \"4\", allowed is a duration, as in 4h, or null")]
    [InlineData("Stops:AtrTrailing:Multiple", "3", "Stops:AtrTrailing:Bar is null, allowed is a duration, as in 1m")]
    [InlineData("Stops:ProfitLevels:StopAfterFirst", "3", "ProfitLevels:Levels is 0, allowed is 1 to 10 levels")]
    [InlineData("Stops:ProfitLevels:Levels:0:At", "30", "Stops:ProfitLevels:Levels:0:Close is null, allowed is a part, as in 0.5")]
    [InlineData("Stops:Ladder:Arm", "1", "Stops:Ladder:Floor is null, allowed is an amount, as in 0.10")]
    [InlineData("Stops:BreakEven:Form", "1", "Stops:BreakEven:Form is not a setting, allowed is From, Plus")]
    [InlineData("Stops:DistanceTrailing:Distance", "-5", "Stops:DistanceTrailing:Distance is -5, allowed is above 0")]
    [InlineData("Stops:DistanceTrailing", "50", "Stops:DistanceTrailing is \"50\", allowed is a group of settings")]
    [InlineData("StopsBySymbol:XAUUSD:MaxRisk", "0.05", "Stops (symbol XAUUSD): TrailingStep is 0.10, allowed is at most MaxRisk (0.05)")]
    [InlineData("StopsBySymbol:XAUUSD:Manage", "maybe", "StopsBySymbol:XAUUSD:Manage is \"maybe\", allowed is true or false")]
    [InlineData("Stops:MaxRisk", "1%", "MaxRiskOtherwise is missing, and MaxRisk is 1 %: it needs the amount that holds")]
    [InlineData("StopsBySymbol:XAUUSD:Manage", "TRUE", "StopsBySymbol:XAUUSD:Manage is \"TRUE\", allowed is true or false")]
    [InlineData("Security:RequireSecondFactorForEmergency", "TRUE", "Security:RequireSecondFactorForEmergency is \"TRUE\", allowed is true or false")]
    [InlineData("Security:RequireSecondFactorForEmergency", " true", "Security:RequireSecondFactorForEmergency is \" true\", allowed is true or false")]
    [InlineData("Alerts:WebhookUnsigned", "yes", "Alerts:WebhookUnsigned is \"yes\", allowed is true or false")]
    [InlineData("Stops:Trigger", "mid", "Stops:Trigger is \"mid\", allowed is Closing or Double")]
    [InlineData("Stops:HandMoves", "1", "Stops:HandMoves is \"1\", allowed is Respect or Retighten or Flag")]
    [InlineData("StopsByTicket:first:MaxRisk", "1", "StopsByTicket is \"first\", allowed is a ticket, as in 52100000002")]
    [InlineData("StopsByMagic:abc:MaxRisk", "1", "StopsByMagic is \"abc\", allowed is a magic number, as in 77")]
    [InlineData("StopsByMagic:77:MaxRiks", "1", "StopsByMagic:77:MaxRiks is not a setting, allowed is AtrTrailing, BreakEven")]
    [InlineData("Accounts:0:Stops:MaxRisk", "0.05", "Accounts (demo): Stops (account): TrailingStep is 0.10, allowed is at most MaxRisk (0.05)")]
    [InlineData("LogFiles:Keep", "-1", "LogFiles:Keep is \"-1\", allowed is 0 to 1000")]
    [InlineData("LogFiles:Size", "10", "LogFiles:Size is not a setting, allowed is Keep, Megabytes")]
    [InlineData("Jobs:Backup:Keep", "0", "Jobs:Backup:Keep is \"0\", allowed is 1 to 1000")]
    [InlineData("Jobs:Backup:Schedule", "every night", "Jobs:Backup:Schedule is \"every night\", allowed is minute, hour, day of the month, month and day of the week, as in \"40 3 * * *\", or null")]
    [InlineData("Jobs:Backup:Schedule", "61 3 * * *", "Jobs:Backup:Schedule is \"61 3 * * *\"")]
    [InlineData("Jobs:Backup:Folder", "backups", "Jobs:Backup:Folder is \"backups\", allowed is a full path, or null")]
    [InlineData("Jobs:Report:KeepDay", "3", "Jobs:Report:KeepDay is not a setting, allowed is KeepDays, Schedule")]
    [InlineData("Jobs:Retention:Export", "maybe", "Jobs:Retention:Export is \"maybe\", allowed is true or false")]
    [InlineData("Jobs:MarketClose:Does", "tighten", "Jobs:MarketClose:Does is \"tighten\", allowed is Nothing or Warn")]
    [InlineData("Jobs:MarketClose:At", "25:00", "Jobs:MarketClose:At is \"25:00\", allowed is a time of day, as in 17:00")]
    [InlineData("Jobs:MarketClose:Before", "30", "Jobs:MarketClose:Before is \"30\", allowed is 1 min to 24 h, as in 1h")]
    [InlineData("Jobs:MarketClose:Before", "1s", "allowed is 1 min to 24 h, as in 1h")]
    [InlineData("Jobs:TimeZone", "+03:00", "Jobs:TimeZone is \"+03:00\", allowed is the IANA name of a time zone")]
    [InlineData("Jobs:Reports:Schedule", "7 * * * *", "Jobs:Reports is not a setting, allowed is Backup, Drill, MarketClose, Reconciliation, Report, Retention, TimeZone")]
    [InlineData("Accounts:0:Limits:MaxPositions", "2.5", "Accounts:0:Limits:MaxPositions is \"2.5\", allowed is a whole number above 0, or null")]
    [InlineData("Accounts:0:Limits:MaxDailyLoss", "0", "Accounts:0:Limits:MaxDailyLoss is \"0\", allowed is a number above 0")]
    [InlineData("Accounts:0:Limits:MaxDailyLoss:At", "ten", "Accounts:0:Limits:MaxDailyLoss:At is \"ten\", allowed is a number above 0")]
    [InlineData("Accounts:0:Limits:MaxDailyLoss:Does", "warn", "Accounts:0:Limits:MaxDailyLoss:At is null, allowed is a number above 0")]
    [InlineData("Accounts:0:Limits:MaxLots:Does", "close", "Accounts:0:Limits:MaxLots:Does is \"close\", allowed is Warn or HaltEntries or Flatten")]
    [InlineData("Emergency:MinimumHold", "25h", "Emergency:MinimumHold is \"25h\", allowed is 0 to 24 h, as in 60s")]
    [InlineData("Emergency:FileName", "../STOP", "Emergency:FileName is \"../STOP\", allowed is 1 to 64 letters, digits, dashes and underscores")]
    [InlineData("Emergency:FileDoes", "stop", "Emergency:FileDoes is \"stop\", allowed is halt, freeze, tighten or flatten, and then what")]
    [InlineData("Emergency:SignalDoes", "halt account other", "Emergency:SignalDoes is \"halt account other\", allowed is halt, freeze")]
    [InlineData("Emergency:SignalDoes", "halt account other", "the accounts are demo")]
    [InlineData("Emergency:DeadMan:Does", "halt", "Emergency:DeadMan:After is null, allowed is 10 s to 7 days, as in 15m")]
    [InlineData("Emergency:DeadMan:After", "1s", "Emergency:DeadMan:After is \"00:00:01\", allowed is 10 s to 7 days")]
    [InlineData("Emergency:File", "STOP", "Emergency:File is not a setting, allowed is DeadMan, FileDoes, FileName, MinimumHold, SignalDoes")]
    [InlineData("Accounts:0:Limits:DayBegins", "25:00", "Accounts:0:Limits:DayBegins is \"25:00\", allowed is a time of day, as in 17:00")]
    [InlineData("Accounts:0:Limits:TimeZone", "Mars", "Accounts:0:Limits:TimeZone is \"Mars\", allowed is the IANA name")]
    [InlineData("Accounts:0:Limits:Sessions:0:Hours", "8-17", "Accounts:0:Limits:Sessions:0:Hours is \"8-17\", allowed is two times of day, as in 08:00-17:00")]
    [InlineData("Accounts:0:Limits:Sessions:0:Days", "Mo", "Accounts:0:Limits:Sessions:0:Days is \"Mo\", allowed is days of the week")]
    [InlineData("Accounts:0:Limits:MaxPosition", "1", "Accounts:0:Limits:MaxPosition is not a setting, allowed is DayBegins, MaxAtRisk")]
    [InlineData("StopLoss:MaxCycle", "100", "StopLoss:MaxCycle is \"100\", allowed is a duration")]
    [InlineData("StopLoss:MaxCycle", "1ms", "StopLoss:MaxCycle is 0.001 s, allowed is 0.01 s to 10 s")]
    [InlineData("Stops:MaxRiks", "1", "Stops:MaxRiks is not a setting, allowed is AtrTrailing, BreakEven, DistanceTrailing, HandMoves, Ladder, MaxHolding, MaxRisk")]
    [InlineData("Stops:Off:0", "Ladder", "Stops:Off is not a setting")]
    [InlineData("StopsBySymbol:XAUUSD:Off:0", "TrailingStep", "StopsBySymbol:XAUUSD:Off is \"TrailingStep\", allowed is a list of DistanceTrailing, Ladder, BreakEven, AtrTrailing, ProfitLevels, MaxHolding")]
    [InlineData("Stop:MaxRisk", "1", "Stop is not a setting")]
    [InlineData("Host:Port", "70000", "Host:Port is \"70000\", allowed is 0 to 65535")]
    [InlineData("Host:Port:Number", "1", "Host:Port is a group or a list")]
    [InlineData("Host", "5080", "Host is \"5080\", allowed is a group of settings")]
    [InlineData("Journal:KeepDays", "0", "Journal:KeepDays is \"0\", allowed is 1 to 3650")]
    [InlineData("DataFolder", "data", "DataFolder is \"data\", allowed is a full path")]
    [InlineData("Telemetry:OtlpEndpoint", "collector:4318", "Telemetry:OtlpEndpoint is \"collector:4318\", allowed is an http or https address")]
    [InlineData("Telemetry:OtlpEndpoint", "ftp://collector", "Telemetry:OtlpEndpoint is \"ftp://collector\", allowed is an http or https address")]
    [InlineData("Telemetry:Endpoint", "http://collector", "Telemetry:Endpoint is not a setting, allowed is OtlpEndpoint")]
    [InlineData("Accounts:0:Id", "a b", "Accounts:0:Id is \"a b\", allowed is 1 to 64 letters")]
    [InlineData("Accounts:0:Id", "../up", "Accounts:0:Id is \"../up\"")]
    [InlineData("Accounts:0:Broker", "other", "Accounts:0:Broker is \"other\", allowed is simulator or mt5")]
    [InlineData("Accounts:0:Broker", "mt5", "Accounts:0:Login is null, allowed is the number of the account, above 0")]
    [InlineData("Accounts:0:Broker", "mt5", "Accounts:0:Server is null, allowed is the name of the broker's server")]
    [InlineData("Accounts:0:Endpoint", "127.0.0.1:8228", "Accounts:0:Endpoint is not a setting")]
    [InlineData("Accounts:0:TradesInFlight", "0", "Accounts:0:TradesInFlight is \"0\", allowed is 1 to 64")]
    [InlineData("Accounts:0:TradeLatency", "11s", "Accounts:0:TradeLatency is \"11s\", allowed is 0 to 10 s")]
    [InlineData("Accounts:0:Messages:PerDay", "0", "Accounts:0:Messages:PerDay is \"0\", allowed is 1 to 1000000")]
    [InlineData("Accounts:0:Messages:Reserve", "2001", "Accounts (demo): Messages:Reserve is 2001, allowed is 0 to PerDay (2000)")]
    [InlineData("Accounts:0:Messages:PerMinute", "many", "Accounts:0:Messages:PerMinute is \"many\", allowed is 1 to 10000")]
    [InlineData("Accounts:0:Messages:TimeZone", "Europe/Atlantis", "Accounts:0:Messages:TimeZone is \"Europe/Atlantis\", allowed is \"Broker\" for the broker's own clock, the IANA name of a time zone")]
    [InlineData("Accounts:0:Messages:TimeZone", "+15:00", "Accounts:0:Messages:TimeZone is \"+15:00\"")]
    [InlineData("Accounts:0:Messages:LowestPrice", "2", "Accounts:0:Messages:LowestPrice is \"2\", allowed is 0 to 1")]
    [InlineData("Accounts:0:Messages:PerHour", "2", "Accounts:0:Messages:PerHour is not a setting, allowed is LowestPrice, PerDay, PerMinute, Reserve, TimeZone")]
    [InlineData("Accounts:1:Name", "Second", "Accounts:1:Id is null")]
    [InlineData("Accounts:1:Id", "DEMO", "Accounts:1:Id is \"DEMO\", allowed is an id that no other account has")]
    public void What_does_not_fit_is_refused_by_name_value_and_range(string key, string? value, string says)
    {
        var refused = Should.Throw<SettingsException>(() => Read((key, value)));

        refused.Message.ShouldContain(says);
    }

    [Fact]
    public void A_layer_that_sets_a_rule_and_switches_it_off_is_refused() =>
        Should.Throw<SettingsException>(() => Read(("StopsByMagic:77:Off:0", "maxHolding"), ("StopsByMagic:77:MaxHolding", "4h"))).Message.ShouldContain("StopsByMagic:77:Off is \"MaxHolding\", allowed is rules that the same layer does not set");

    [Fact]
    public void A_collector_of_metrics_is_named_by_its_address() => Read(("Telemetry:OtlpEndpoint", "http://127.0.0.1:4318")).OtlpEndpoint.ShouldBe(new Uri("http://127.0.0.1:4318"));

    [Fact]
    public void Accounts_symbols_and_programs_have_settings_of_their_own()
    {
        var settings = Read(("Stops:MaxRisk", "2.00"), ("Accounts:0:Stops:MaxRisk", "3.00"), ("StopsBySymbol:XAUUSD:MaxRisk", "5.00"), ("StopsByMagic:77:Manage", "False"));

        settings.EngineOf(settings.Accounts[0]).Layers.ShouldBe(
        [
            new StopLayer(StopLayerKind.Account, "", new StopPatch { MaxRisk = new Money(3.00m) }),
            new StopLayer(StopLayerKind.Symbol, "XAUUSD", new StopPatch { MaxRisk = new Money(5.00m) }),
            new StopLayer(StopLayerKind.Magic, "77", new StopPatch { Manage = false }),
        ]);
    }

    [Fact]
    public void Further_rules_are_on_where_they_are_set()
    {
        var plan = Read(("Stops:Ladder:Arm", "0.50"), ("Stops:Ladder:Floor", "0.20"), ("Stops:Ladder:Step", "0.25"), ("Stops:BreakEven:From", "0.40"), ("Stops:BreakEven:Plus", "0.02"),
            ("Stops:DistanceTrailing:From", "60"), ("Stops:DistanceTrailing:Distance", "40")).Engine.Plan;

        plan.Ladder.ShouldBe(new LadderPlan(new Money(0.50m), new Money(0.20m), new Money(0.25m)));
        plan.BreakEven.ShouldBe(new BreakEvenPlan(new Money(0.40m), new Money(0.02m)));
        plan.DistanceTrailing.ShouldBe(new DistanceTrailingPlan(60m, 40m, 1m));
    }

    [Fact]
    public void Ranges_levels_and_the_longest_time_are_set_as_traders_say_them()
    {
        var plan = Read(("Stops:MaxRisk", "1.5%"), ("Stops:MaxRiskOtherwise", "20"), ("Stops:Trigger", "double"), ("Stops:HandMoves", "Flag"), ("Stops:MaxHolding", "4h"), ("Stops:AtrTrailing:Multiple", "2.5"), ("Stops:AtrTrailing:Period", "10"), ("Stops:AtrTrailing:Bar", "5m"), ("Stops:AtrTrailing:From", "0.50"),
            ("Stops:ProfitLevels:Levels:0:At", "30"), ("Stops:ProfitLevels:Levels:0:Close", "0.5"), ("Stops:ProfitLevels:Levels:1:At", "60"), ("Stops:ProfitLevels:Levels:1:Close", "0.25"), ("Stops:ProfitLevels:StopAfterFirst", "5")).Engine.Plan;

        plan.RiskIn.ShouldBe(new RiskBasis(RiskUnit.PercentOfBalance, 1.5m));
        (plan.MaxRiskOtherwise, plan.Trigger, plan.HandMoves).ShouldBe((new Money(20m), TriggerPrice.Double, HandMoves.Flag));
        plan.MaxHolding.ShouldBe(TimeSpan.FromHours(4));
        plan.AtrTrailing.ShouldBe(new AtrTrailingPlan(2.5m, 10, TimeSpan.FromMinutes(5), new Money(0.50m)));
        plan.ProfitLevels!.Levels.ShouldBe([new ProfitLevel(30m, 0.5m), new ProfitLevel(60m, 0.25m)]);
        plan.ProfitLevels.StopAfterFirst.ShouldBe(5m);
    }

    [Fact]
    public void A_layer_with_an_amount_has_the_last_word_over_a_percentage_and_a_comment_over_a_program()
    {
        var settings = Read(("Stops:MaxRisk", "1%"), ("Stops:MaxRiskOtherwise", "10"), ("StopsBySymbol:XAUUSD:MaxRisk", "5.00"), ("StopsByMagic:77:MaxRisk", "300 points"), ("StopsByComment:scalper:MaxRisk", "0.50"), ("StopsByTicket:41:MaxRisk", "0.75"));

        settings.Engine.Layers.ShouldBe(
        [
            new StopLayer(StopLayerKind.Symbol, "XAUUSD", new StopPatch { MaxRisk = new Money(5.00m) }),
            new StopLayer(StopLayerKind.Magic, "77", new StopPatch { RiskIn = new RiskBasis(RiskUnit.Points, 300m) }),
            new StopLayer(StopLayerKind.Comment, "scalper", new StopPatch { MaxRisk = new Money(0.50m) }),
            new StopLayer(StopLayerKind.Ticket, "41", new StopPatch { MaxRisk = new Money(0.75m) }),
        ]);
    }

    [Fact]
    public void All_that_is_wrong_is_told_at_once() =>
        Should.Throw<SettingsException>(() => Read(("Stops:MaxRisk", "x"), ("Host:Port", "y"), ("Nonsense", "z"))).Problems.Count.ShouldBe(3);

    [Fact]
    public void No_account_at_all_is_refused() =>
        Should.Throw<SettingsException>(() => SettingsReader.Read(new ConfigurationBuilder().Build())).Message.ShouldContain("Accounts is empty");

    [Theory]
    [InlineData("100ms", 100)]
    [InlineData("2s", 2_000)]
    [InlineData("1.5 s", 1_500)]
    [InlineData("2m", 120_000)]
    [InlineData("00:00:00.1", 100)]
    public void Durations_are_written_as_people_write_them(string text, int milliseconds) => DurationText.Parse(text)!.Value.TotalMilliseconds.ShouldBe(milliseconds);

    [Theory]
    [InlineData("100")]
    [InlineData("-1s")]
    [InlineData("-00:00:01")]
    [InlineData("1e3s")]
    [InlineData("s")]
    [InlineData("99999999999999999999h")]
    public void What_is_not_a_duration_is_not_guessed(string text) => DurationText.Parse(text).ShouldBeNull();

    [Fact]
    public void Amounts_are_exact_to_the_last_digit() =>
        Read(("Stops:MaxRisk", "2.000000000000000000000000001")).Engine.Plan.MaxRisk.Amount.ShouldBe(2.000000000000000000000000001m);

    [Fact]
    public void The_accounts_of_an_overlay_replace_all_others()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("over.json"), """{ "Accounts": [ { "Id": "mine", "Name": "Mine" } ], "Stops": { "MaxRisk": 3.50 } }""");

        var settings = SettingsReader.Read(SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings(Overlay: folder.Of("over.json"), Port: 6001)));

        settings.Accounts.Single().ShouldBe(new AccountSettings { Id = new("mine"), Name = "Mine" });
        settings.Engine.Plan.MaxRisk.Amount.ShouldBe(3.50m);
        settings.Port.ShouldBe(6001);
    }

    [Fact]
    public void A_settings_file_that_is_no_JSON_is_named()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.Of("broken.json"), "{ \"Stops\": ");

        Should.Throw<InvalidDataException>(() => SettingsSources.Load(ContentRoot.Locate(), new CommandLineSettings(Overlay: folder.Of("broken.json")))).Message.ShouldContain("broken.json");
    }

    [Fact]
    public void An_account_behind_a_terminal_says_where_it_is_and_whose_account_it_must_be()
    {
        var account = Read(("Accounts:0:Broker", "mt5"), ("Accounts:0:Endpoint", "localhost:8229"), ("Accounts:0:Login", "12345678"), ("Accounts:0:Server", "Broker-Demo"), ("Accounts:0:Currency", "EUR")).Accounts.Single();
        account.Currency.ShouldBe("EUR");
        account.StartsArmed.ShouldBeFalse();
        account.Terminal.ShouldBe(new TerminalSettings { Endpoint = new TerminalEndpoint("localhost", 8229), Login = 12_345_678, Server = "Broker-Demo" });
    }

    [Theory]
    [InlineData("Endpoint", "10.0.0.7:8228", "Accounts:0:Endpoint is \"10.0.0.7:8228\", allowed is an address of this machine; another one only with \"Tunnel\": true")]
    [InlineData("Endpoint", "127.0.0.1", "Accounts:0:Endpoint is \"127.0.0.1\", allowed is host:port")]
    [InlineData("Endpoint", "127.0.0.1:70000", "Accounts:0:Endpoint is \"127.0.0.1:70000\", allowed is host:port")]
    [InlineData("Login", "0", "Accounts:0:Login is \"0\", allowed is 1 to")]
    [InlineData("PollEvery", "1ms", "Accounts:0:PollEvery is \"00:00:00.0010000\", allowed is 10 ms to 10 s")]
    [InlineData("Deviation", "-1", "Accounts:0:Deviation is \"-1\", allowed is 0 to 100000")]
    [InlineData("Seed", "1", "Accounts:0:Seed is not a setting")]
    public void What_does_not_fit_a_terminal_is_refused(string key, string value, string says) =>
        Should.Throw<SettingsException>(() => Read(("Accounts:0:Broker", "mt5"), ("Accounts:0:Login", "1"), ("Accounts:0:Server", "S"), ($"Accounts:0:{key}", value))).Message.ShouldContain(says);

    [Theory]
    [InlineData("ConnectionStrings:Journal", "Host=db.example;Password=correct horse", "ConnectionStrings:Journal does not fit: it names no database (Database); allowed is a SQLite file")]
    [InlineData("ConnectionStrings:Journal", "correct horse", "ConnectionStrings:Journal does not fit: it is not made of words as in Host=db.example; allowed is")]
    [InlineData("ConnectionStrings:Journal:Password", "correct horse", "ConnectionStrings:Journal is a group or a list")]
    [InlineData("ConnectionStrings:Jornal", "Host=x;Password=correct horse", "ConnectionStrings:Jornal is not a setting, allowed is Journal")]
    [InlineData("ConnectionStrings", "Host=x;Password=correct horse", "ConnectionStrings is a text, allowed is a group of settings")]
    public void A_connection_string_that_does_not_fit_is_refused_and_never_repeated(string key, string value, string says)
    {
        var message = Should.Throw<SettingsException>(() => Read((key, value))).Message;
        message.ShouldContain(says);
        message.ShouldNotContain("horse");
    }

    [Fact]
    public void The_journal_is_in_the_data_folder_unless_a_database_is_named_and_settings_do_not_show_its_password()
    {
        Read().Journal.In("/data").Name.ShouldBe("/data/webtrader.db");
        Read(("ConnectionStrings:Journal", null)).Journal.IsUsual.ShouldBeTrue();
        var settings = Read(("ConnectionStrings:Journal", "Host=db.example;Database=w;Password=correct horse"));
        settings.Journal.In("/data").Name.ShouldBe("PostgreSQL database w at db.example:5432");
        settings.ToString().ShouldNotContain("horse");
    }

    [Fact]
    public void An_end_of_a_tunnel_may_be_anywhere() =>
        Read(("Accounts:0:Broker", "mt5"), ("Accounts:0:Login", "1"), ("Accounts:0:Server", "S"), ("Accounts:0:Endpoint", "10.0.0.7:8228"), ("Accounts:0:Tunnel", "true")).Accounts.Single().Terminal!.Endpoint.Host.ShouldBe("10.0.0.7");

    private static HostSettings Read(params (string Key, string? Value)[] changed)
    {
        var settings = new Dictionary<string, string?> { ["Accounts:0:Id"] = "demo" };
        foreach (var (key, value) in changed) settings[key] = value;
        return SettingsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
