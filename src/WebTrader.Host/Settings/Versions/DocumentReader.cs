using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using WebTrader.Core.Positions;
using WebTrader.Core.Stops;

namespace WebTrader.Host.Settings.Versions;

/// <summary>
/// Reads a document with the readers of the settings files, so that a mistake is told with the same place, value and range. Stricter than they are: a document is whole, so that what is
/// missing is a mistake too, and never a default. Pure.
/// </summary>
internal static class DocumentReader
{
    /// <summary>Every combination of layers is checked, and there must be an end to it.</summary>
    private const long MostCombinations = 100_000;

    private const string Group = "a group of settings";

    // Without these no plan is whole; the further rules are off where they are null or left out.
    private static readonly (string Key, string Allowed)[] Needed =
    [
        (nameof(StopPlan.MaxRisk), "an amount, as in 2.00, a part of the balance, as in 1%, or points, as in 200 points"),
        (nameof(StopPlan.Trigger), string.Join(" or ", Enum.GetNames<TriggerPrice>())),
        (nameof(StopPlan.HandMoves), string.Join(" or ", Enum.GetNames<HandMoves>())),
        (nameof(StopPlan.SweetSpotFrom), "an amount, as in 0.03"),
        (nameof(StopPlan.SweetSpotTo), "an amount, as in 0.10"),
        (nameof(StopPlan.TrailingStep), "an amount, as in 0.10"),
        (nameof(StopPlan.TickValueDrift), "a fraction, as in 0.05"),
    ];

    /// <summary>
    /// What is stored was whole when it was stored: a setting that is missing is one that the build of then did not have, and begins with its default. Accounts of this host may be missing.
    /// </summary>
    /// <exception cref="SettingsException">It does not fit; the message lists everything that does not.</exception>
    public static SettingsDocument ReadStored(string text, HostSettings files) => Read(text, files, isWhole: false, (_, _) => { });

    /// <summary>What somebody wants to hold from now on.</summary>
    /// <param name="files">What this host was started with.</param>
    /// <param name="before">What holds; null where nothing does.</param>
    /// <exception cref="SettingsException">It does not fit; the message lists everything that does not.</exception>
    public static SettingsDocument ReadWanted(string text, HostSettings files, SettingsDocument? before) => Read(text, files, isWhole: true, (document, problems) =>
    {
        var known = files.Accounts.Select(account => account.Id).ToList();
        foreach (var missing in known.Where(id => document.Find(id) is null)) problems.Add($"Accounts:{missing} is missing, allowed is {Group}");
        foreach (var stranger in document.Accounts.Where(account => !known.Contains(account.Id) && before?.Find(account.Id) is null))
            problems.Add($"Accounts:{stranger.Id} is not an account of this host, allowed is {string.Join(", ", known)}");
    });

    /// <summary>What does not fit together, each with its place, its value and what is allowed; empty when all is sound.</summary>
    public static IReadOnlyList<string> Problems(SettingsDocument document, HostSettings files)
    {
        var problems = new List<string>();
        if (Combinations(document) is var many and > MostCombinations) problems.Add($"Stops has layers that make {many} combinations, allowed is at most {MostCombinations}");
        else SettingsReader.AddCrossProblems(document.Over(files), problems);
        return problems;
    }

    private static SettingsDocument Read(string text, HostSettings files, bool isWhole, Action<SettingsDocument, List<string>> check)
    {
        var problems = new List<string>();
        var root = new SettingsSection(Parse(text), "", problems);
        var stops = root.Section("Stops");
        foreach (var (key, allowed) in isWhole ? Needed : []) stops.Require(key, allowed);
        var document = new SettingsDocument(StopsReader.Plan(stops), StopsReader.Layers(root), [.. root.Groups("Accounts").Select(entry => Account(entry.Key, entry.Section, isWhole))]);
        root.RefuseUnknown();
        check(document, problems);
        // What could not be read stands at its default: what that does not go with is nobody's mistake.
        if (problems.Count == 0) problems.AddRange(Problems(document, files));
        return problems.Count == 0 ? document : throw new SettingsException(problems);
    }

    private static AccountDocument Account(string id, SettingsSection section, bool isWhole)
    {
        if (isWhole)
        {
            section.Require("Stops", $"{Group}, or null");
            section.Require("Messages", Group);
            section.Require("Limits", Group);
        }

        var account = new AccountDocument(
            new AccountId(id),
            section.OptionalSection("Stops") is { } stops ? StopsReader.Patch(stops) : null,
            AccountReader.Messages(section.Section("Messages"), isWhole && section.Has("Messages")),
            LimitsReader.Read(section.Section("Limits"), isWhole && section.Has("Limits")));
        section.RefuseUnknown();
        return account;
    }

    private static long Combinations(SettingsDocument document)
    {
        long Of(StopLayerKind kind) => document.Layers.Count(layer => layer.Kind == kind);
        var comments = Of(StopLayerKind.Comment);
        return (1 + Of(StopLayerKind.Symbol)) * (1 + Of(StopLayerKind.Magic)) * (1 + Of(StopLayerKind.Ticket)) * (1 + (comments * (comments + 1) / 2));
    }

    private static IConfigurationRoot Parse(string text)
    {
        try
        {
            // The configuration takes comments, and so would leave out what somebody believes to be in force; a document has none.
            using (JsonDocument.Parse(text))
            {
                return new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(text))).Build();
            }
        }
        catch (JsonException broken)
        {
            throw new SettingsException([$"The document is not sound JSON at line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}, allowed is one object with the keys of the settings files"]);
        }
        catch (Exception broken) when (broken is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new SettingsException([$"The document cannot be read: {(broken.InnerException ?? broken).Message}"]);
        }
    }
}
