using Shouldly;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence.Settings;

namespace WebTrader.Host.Tests.Settings;

/// <summary>The last good copy of the settings: whole, or not taken at all.</summary>
public sealed class SettingsFileTests
{
    private static readonly SettingsVersion Kept = new SettingsVersion
    {
        Version = 7,
        At = new DateTimeOffset(2026, 1, 6, 12, 0, 0, 123, TimeSpan.Zero),
        By = "Ağa \"the\" operator",
        Why = "näher <am> Markt",
        Document = """{"Stops":{"MaxRisk":2.00,"Trigger":"Closing","ProfitLevels":{"Levels":[{"At":50,"Close":0.50}],"StopAfterFirst":null}},"StopsByComment":{"grüße":{"Manage":false}}}""",
        Seed = "abc",
    }.Sealed();

    [Fact]
    public void What_was_written_is_read_to_the_letter()
    {
        using var folder = new TempFolder();
        var file = new SettingsFile(folder.Path);
        file.Read().ShouldBe((null, null));
        file.Write(Kept with { Version = 6 });
        file.Write(Kept);
        file.Read().ShouldBe((Kept, null));
        Directory.GetFiles(folder.Path).ShouldHaveSingleItem().ShouldEndWith("settings-in-force.json");
    }

    [Fact]
    public void Damaged_at_any_place_it_is_the_whole_document_or_none()
    {
        using var folder = new TempFolder();
        var file = new SettingsFile(folder.Path);
        file.Write(Kept);
        var sound = File.ReadAllBytes(file.Path);
        var refused = 0;
        for (var place = 0; place < sound.Length; place++)
        {
            foreach (var bit in (int[])[0, 1, 4])
            {
                var damaged = (byte[])sound.Clone();
                damaged[place] ^= (byte)(1 << bit);
                File.WriteAllBytes(file.Path, damaged);
                var (version, problem) = file.Read();
                if (version is null) refused++;
                (version is null).ShouldBe(problem is not null);
                if (version is not null) version.ShouldBe(Kept, $"bit {bit} of byte {place} is another");
            }
        }

        refused.ShouldBeGreaterThan(sound.Length, "damage to white space alone does no harm");
    }

    [Fact]
    public void Cut_off_at_any_place_it_is_no_document()
    {
        using var folder = new TempFolder();
        var file = new SettingsFile(folder.Path);
        file.Write(Kept);
        var sound = File.ReadAllBytes(file.Path);
        for (var length = 0; length < sound.Length; length++)
        {
            File.WriteAllBytes(file.Path, sound[..length]);
            var (version, problem) = file.Read();
            version.ShouldBeNull($"{length} of {sound.Length} bytes are left");
            problem.ShouldNotBeNull();
        }
    }

    [Fact]
    public void A_value_that_somebody_has_changed_by_hand_is_not_taken()
    {
        using var folder = new TempFolder();
        var file = new SettingsFile(folder.Path);
        file.Write(Kept);
        File.WriteAllText(file.Path, File.ReadAllText(file.Path).Replace("2.00", "200", StringComparison.Ordinal));
        file.Read().Problem.ShouldNotBeNull().ShouldContain("is damaged, or was changed by hand");
    }
}
