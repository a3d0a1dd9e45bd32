using WebTrader.Brokers.MtApi5.Terminal.Faults;

namespace WebTrader.Host.Commands.Terminal;

/// <summary>Faults on the command line.</summary>
internal static class FaultList
{
    /// <summary>"a=1,b=2" and so on, in their order; whether they fit is for the terminal to say.</summary>
    public static IReadOnlyList<(string Name, string Value)> Parse(IEnumerable<string> given) =>
        [.. given.SelectMany(each => each.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Select(One)];

    public static void Print(TextWriter output)
    {
        var width = FaultCatalogue.All.Max(fault => fault.Name.Length + fault.Takes.Length) + 1;
        foreach (var fault in FaultCatalogue.All) output.WriteLine($"  {$"{fault.Name}={fault.Takes}".PadRight(width)}  {fault.Says}");
        output.WriteLine(FaultCatalogue.WhenSays);
    }

    private static (string Name, string Value) One(string text)
    {
        var at = text.IndexOf('=', StringComparison.Ordinal);
        return at > 0 ? (text[..at], text[(at + 1)..]) : throw new UsageException($"--faults has \"{text}\", expected is NAME=VALUE as in block=3s; see --list-faults");
    }
}
