using System.Globalization;
using System.Net;

namespace WebTrader.Host.Settings;

/// <summary>A host and a port, as in <c>127.0.0.1:8228</c>.</summary>
public sealed record TerminalEndpoint(string Host, int Port)
{
    public const string Allowed = "host:port, as in 127.0.0.1:8228";

    /// <summary>The port of an MtApi5 expert where nobody changes it.</summary>
    public const int UsualPort = 8228;

    /// <summary>Whether it is on this machine: the protocol has neither encryption nor sign-in, and whoever reaches it may trade.</summary>
    public bool IsLoopback => Host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(Host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    public Uri Address => new($"ws://{this}/ws");

    /// <summary>Null where it is not one. An address of version 6 stands in brackets.</summary>
    public static TerminalEndpoint? Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) || port is < 1 or > 65_535) return null;
        var host = text[..colon];
        return Uri.CheckHostName(host.Trim('[', ']')) != UriHostNameType.Unknown && host.Contains(':') == host.StartsWith('[') ? new TerminalEndpoint(host, port) : null;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");
}
