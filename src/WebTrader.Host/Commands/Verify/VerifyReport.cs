using System.Globalization;

namespace WebTrader.Host.Commands.Verify;

/// <summary>What was found, in words.</summary>
internal static class VerifyReport
{
    public static string Of(string journal, Verification found)
    {
        var audit = found.Audit;
        var rows = new List<(string Name, string Value)>
        {
            ("journal", journal),
            ("entries", found.Entries == 0 ? "none" : Text($"{found.Entries:N0}, from {found.From:yyyy-MM-dd HH:mm:ss'Z'} to {found.Until:yyyy-MM-dd HH:mm:ss'Z'}")),
            ("stops decided again", Text($"{audit.Derived:N0}")),
            ("  sent once more", Text($"{audit.Repeated:N0}")),
            ("  asked for by people", Text($"{audit.Asked:N0}")),
            ("take-profits asked for", Text($"{audit.TakeProfitsAsked:N0}")),
            ("orders decided again", Text($"{audit.OrdersDerived:N0}")),
            ("closes decided again", Text($"{audit.ClosesDerived:N0}")),
            ("  asked for by people", Text($"{audit.ClosesAsked:N0}")),
            ("head", found.Head.ToString()),
        };
        if (audit.AskedUnchecked > 0) rows.Insert(rows.Count - 1, ("  not to be checked", Text($"{audit.AskedUnchecked:N0}, asked for under an earlier build that did not record from what")));
        if (found.SoundQuotes > 0) rows.Insert(2, ("minutes of quotes", Text($"{found.SoundQuotes:N0}")));
        if (found.Checkpoint is { } begin) rows.Insert(1, ("begins after", Text($"{begin.Sequence}, taken out {DateTimeOffset.FromUnixTimeMilliseconds(begin.At):yyyy-MM-dd HH:mm:ss'Z'}, signed by key {begin.KeyName}")));
        if (found.ChainFault is { } broken) rows.Add(("BROKEN", broken));
        if (found.HeadFault is { } missing) rows.Add(("BROKEN", missing));
        if (found.StopFault is { } unexplained) rows.Add(("NOT EXPLAINED", unexplained));
        if (found.ExitCode == Verification.Sound) rows.Add(("sound", "the chain is whole, and every stop is explained"));
        return string.Concat(rows.Select(row => $"{row.Name,-24}{row.Value}\n"));
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
