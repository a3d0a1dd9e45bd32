using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using WebTrader.Core.Journal;
using WebTrader.Core.Market;
using WebTrader.Core.Positions;
using WebTrader.Core.Safety;
using WebTrader.Core.Stops;
using WebTrader.Core.Stops.Rules;
using WebTrader.Core.Writing;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;

namespace WebTrader.Host.Tests.Settings;

/// <summary>The document of settings: written, read, and compared.</summary>
public sealed class SettingsDocumentTests
{
    private static readonly HostSettings Files = new() { Accounts = [new AccountSettings { Id = new AccountId("demo"), Name = "Demo" }, new AccountSettings { Id = new AccountId("gold"), Name = "Gold" }] };

    private static readonly AccountLimits Tight = new()
    {
        MaxPositions = new Limit(5m),
        MaxDailyLoss = new Limit(250.50m, LimitAction.Warn),
        Day = new FirmDay(ZoneText.Parse("Europe/Nicosia")!, TimeSpan.FromHours(17)),
        Sessions = [new TradingHours(TimeSpan.FromHours(22), TimeSpan.FromHours(6), [DayOfWeek.Monday, DayOfWeek.Friday])],
        NoEntries = [new TradingHours(TimeSpan.FromMinutes(1435), TimeSpan.FromMinutes(10), [])],
        NearFrom = 0.75m,
        OffHours = LimitAction.Flatten,
    };

    private static readonly Gen<decimal> Amounts = Gen.Choose(100, 100_000).Select(cents => cents / 100m);

    private static readonly Gen<TimeSpan> Durations = Gen.Elements(TimeSpan.FromHours(4), TimeSpan.FromMinutes(90), TimeSpan.FromSeconds(61), TimeSpan.FromMilliseconds(1_500), TimeSpan.FromTicks(12_345_678));

    private static readonly Gen<StopPatch> Patches =
        from amount in Amounts
        from other in Amounts
        from duration in Durations
        from which in Gen.Choose(0, (1 << 14) - 1)
        select new StopPatch
        {
            Manage = Has(which, 0) ? Has(which, 1) : null,
            MaxRisk = Has(which, 2) ? new Money(1_000_000m) : null,
            RiskIn = !Has(which, 2) && Has(which, 3) ? new RiskBasis(RiskUnit.Points, amount) : null,
            Off = (Has(which, 12) && !Has(which, 7) ? OptionalRules.Ladder : OptionalRules.None) | (Has(which, 13) && !Has(which, 10) ? OptionalRules.MaxHolding : OptionalRules.None),
            Trigger = Has(which, 4) ? TriggerPrice.Double : null,
            HandMoves = Has(which, 5) ? HandMoves.Flag : null,
            DistanceTrailing = Has(which, 6) ? new DistanceTrailingPlan(amount + other, amount, 1.5m) : null,
            Ladder = Has(which, 7) ? new LadderPlan(new Money(amount + other), new Money(amount), new Money(other)) : null,
            BreakEven = Has(which, 8) ? new BreakEvenPlan(new Money(amount + other), new Money(amount)) : null,
            AtrTrailing = Has(which, 9) ? new AtrTrailingPlan(3m, 14, TimeSpan.FromMinutes(5), new Money(amount)) : null,
            MaxHolding = Has(which, 10) ? duration : null,
            MinimumMove = Has(which, 11) ? new Money(other) : null,
        };

    private static readonly Gen<SettingsDocument> Documents =
        from all in Patches
        from symbol in Patches
        from ticket in Patches
        from account in Patches
        from perDay in Gen.Choose(200, 5_000)
        select new SettingsDocument(
            all.Over(new StopPlan { MaxRisk = new Money(1_000_000m) }) with { MaxRisk = all.RiskIn is null ? new Money(1_000_000m) : new StopPlan().MaxRisk },
            [.. Layer(StopLayerKind.Symbol, "XAUUSD", symbol), .. Layer(StopLayerKind.Comment, "grüße \"w1\"", symbol), .. Layer(StopLayerKind.Ticket, "52100000002", ticket)],
            [new AccountDocument(new AccountId("demo"), account.Names().Any() ? account : null, new MessageLimits { PerDay = perDay, Zone = ZoneText.Parse("+03:00")! }, Tight), new AccountDocument(new AccountId("gold"), null, new MessageLimits(), AccountLimits.None)]);

    [Fact]
    public void What_is_written_is_read_as_the_same_settings_and_written_again_to_the_letter() => Prop.ForAll(Documents.ToArbitrary(), document =>
    {
        var text = DocumentWriter.Write(document);
        var read = DocumentReader.ReadWanted(text, Files, null);
        read.Stops.ShouldBe(document.Stops);
        read.Layers.ShouldBe(document.Layers, ignoreOrder: true);
        read.Accounts.Select(account => (account.Id, account.Stops)).ShouldBe(document.Accounts.Select(account => (account.Id, account.Stops)));
        (read.Accounts[0].Limits with { Sessions = [], NoEntries = [] }).ShouldBe(Tight with { Sessions = [], NoEntries = [] });
        read.Accounts[0].Limits.Sessions.Concat(read.Accounts[0].Limits.NoEntries).Select(hours => hours.ToString()).ShouldBe(["22:00 to 06:00 on Monday, Friday", "23:55 to 00:10"]);
        read.Accounts[0].Messages.PerDay.ShouldBe(document.Accounts[0].Messages.PerDay);
        DocumentWriter.Write(read).ShouldBe(text);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_document_differs_from_itself_in_nothing_and_from_another_in_the_places_that_changed() => Prop.ForAll(Documents.ToArbitrary(), Patches.ToArbitrary(), (document, patch) =>
    {
        var text = DocumentWriter.Write(document);
        DocumentDiff.Between(text, text).ShouldBeEmpty();
        var other = DocumentWriter.Write(document.WithLayer(StopLayerKind.Magic, "77", _ => patch));
        var there = DocumentDiff.Between(text, other);
        there.ShouldAllBe(change => change.Place.StartsWith("StopsByMagic:77:") && change.Before == null);
        DocumentDiff.Between(other, text).ShouldBe(there.Select(change => new SettingChange(change.Place, change.After, change.Before)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_setting_of_a_plan_and_of_a_layer_is_written()
    {
        var text = DocumentWriter.Write(SettingsDocument.Of(Files));
        string[] elsewhere = [nameof(StopPlan.RiskIn), nameof(StopPlan.HardStopOnly), nameof(StopPlan.LeastGain)];
        foreach (var property in typeof(StopPlan).GetProperties().Where(property => !elsewhere.Contains(property.Name))) text.ShouldContain($"\"{property.Name}\":");
        var full = new StopPatch
        {
            Manage = true, MaxRisk = new Money(5m), MaxRiskOtherwise = new Money(5m), Trigger = TriggerPrice.Closing, HandMoves = HandMoves.Flag, SweetSpotFrom = new Money(1m), SweetSpotTo = new Money(2m),
            TrailingStep = new Money(3m), DistanceTrailing = new DistanceTrailingPlan(2m, 1m, 1m), Ladder = new LadderPlan(new Money(2m), new Money(1m), new Money(1m)), BreakEven = new BreakEvenPlan(new Money(2m), new Money(1m)),
            AtrTrailing = new AtrTrailingPlan(3m, 14, TimeSpan.FromMinutes(1), new Money(1m)), ProfitLevels = new ProfitLevelsPlan([new ProfitLevel(50m, 0.5m)], 5m), MaxHolding = TimeSpan.FromHours(1),
            MinimumMove = new Money(1m), TickValueDrift = 0.1m,
        };
        var written = DocumentWriter.Write(SettingsDocument.Of(Files).WithLayer(StopLayerKind.Symbol, "XAUUSD", _ => full));
        foreach (var name in full.Names()) DocumentDiff.Between(text, written).ShouldContain(change => change.Place.StartsWith($"StopsBySymbol:XAUUSD:{name}"), name);
        DocumentReader.ReadWanted(written, Files, null).Layers.ShouldHaveSingleItem().Patch.ShouldBe(full);
    }

    [Fact]
    public void The_same_number_with_other_digits_is_no_change() =>
        DocumentDiff.Between("""{"a":2.0,"b":[1,2],"c":null}""", """{"a":2.00,"b":[1,3]}""").ShouldBe([new SettingChange("b:1", "2", "3")]);

    [Fact]
    public void A_position_is_left_to_others_and_taken_back_without_a_trace()
    {
        var document = SettingsDocument.Of(Files);
        var left = document.Managing(new Ticket(77), isManaged: false);
        left.Layers.ShouldHaveSingleItem().Patch.Manage.ShouldBe(false);
        DocumentWriter.Write(left.Managing(new Ticket(77), isManaged: true)).ShouldBe(DocumentWriter.Write(document));
    }

    [Fact]
    public void A_position_with_settings_of_its_own_keeps_them_when_it_is_taken_back()
    {
        var own = SettingsDocument.Of(Files).WithLayer(StopLayerKind.Ticket, "77", patch => patch with { MaxRisk = new Money(5m) });
        own.Managing(new Ticket(77), isManaged: false).Managing(new Ticket(77), isManaged: true).Layers.ShouldBe(own.Layers);
    }

    [Theory]
    [InlineData("{", "The document is not sound JSON at line 1")]
    [InlineData("""{ /* risk */ }""", "The document is not sound JSON")]
    [InlineData("""{"Stops":{"MaxRisk":2,"MaxRisk":3}}""", "duplicate key")]
    [InlineData("[]", "The document cannot be read")]
    [InlineData("""{"Stops":{"MaxRisk":"\ud800"}}""", "The document cannot be read")]
    [InlineData("""{"StopsByMagic":{"77":{},"077":{}}}""", "StopsByMagic is \"77\", allowed is each number once")]
    [InlineData("{}", "Stops:MaxRisk is null, allowed is an amount")]
    public void What_is_no_document_is_refused(string text, string says) =>
        Should.Throw<SettingsException>(() => DocumentReader.ReadWanted(text, Files, null)).Problems.ShouldContain(problem => problem.Contains(says));

    [Fact]
    public void Layers_that_nobody_could_check_are_refused_at_once()
    {
        var document = SettingsDocument.Of(Files);
        var layers = Enumerable.Range(1, 400).SelectMany(number => (StopLayerKind[])[StopLayerKind.Magic, StopLayerKind.Ticket], (number, kind) => new StopLayer(kind, number.ToString(CultureInfo.InvariantCulture), new StopPatch { Manage = false }));
        DocumentReader.Problems(document with { Layers = [.. layers] }, Files).ShouldBe(["Stops has layers that make 160801 combinations, allowed is at most 100000"]);
    }

    private static bool Has(int which, int bit) => (which & (1 << bit)) != 0;

    private static IEnumerable<StopLayer> Layer(StopLayerKind kind, string key, StopPatch patch) => patch.Names().Any() ? [new StopLayer(kind, key, patch)] : [];
}
