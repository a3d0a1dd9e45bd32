using System.Net;

namespace WebTrader.Host.Settings;

/// <summary>Reads where the host listens and whom it asks what, and refuses to listen to others without encryption.</summary>
internal static class ListeningReader
{
    private const string Name = "names of this host, as in trader.example.com or trader.example.com:8443";

    public static IReadOnlyList<string> Names(SettingsSection host) => host.Texts("Names", Name, text => Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var uri) && uri.Authority.Equals(text, StringComparison.OrdinalIgnoreCase) ? text : null);

    public static Uri? PublicAddress(SettingsSection host) =>
        host.Text("PublicAddress", null, "the address that people open, as in https://trader.example.com/, or null", text => Address(text) is not null) is { } text ? Address(text) : null;

    private static Uri? Address(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { UserInfo: "", Query: "", Fragment: "" } ? uri : null;

    public static OutsideSettings? Outside(SettingsSection host)
    {
        if (host.OptionalSection("Outside") is not { } section) return null;
        const string addresses = "an IP address of this machine, or 0.0.0.0 or :: for all";
        section.Require("Address", addresses);
        var outside = new OutsideSettings
        {
            Address = IPAddress.Parse(section.Text("Address", "0.0.0.0", addresses, text => IPAddress.TryParse(text, out _))!),
            Port = (int)section.Whole("Port", 5443, 1, 65_535),
            Certificate = section.Text("Certificate", null, "the full path of a PKCS #12 file (.pfx)", Path.IsPathFullyQualified),
        };
        section.RefuseUnknown();
        return outside;
    }

    public static SecuritySettings Security(SettingsSection section)
    {
        var security = new SecuritySettings
        {
            BehindProxy = section.Texts("BehindProxy", "IP addresses of proxies", text => IPAddress.TryParse(text, out var address) ? address : null),
            RequireSecondFactorForEmergency = section.Flag("RequireSecondFactorForEmergency", false),
            SignInsPerMinute = (int)section.Whole("SignInsPerMinute", 20, 1, 1_000),
            AnswerWithin = section.Duration("AnswerWithin", TimeSpan.FromSeconds(30), "a duration from 1s to 10m", TimeSpan.FromMinutes(10)),
            RequestsPerMinute = (int)section.Whole("RequestsPerMinute", 12_000, 60, 1_000_000),
        };
        section.RefuseUnknown();
        return security;
    }

    public static IEnumerable<string> Problems(HostSettings settings)
    {
        if (settings.Security.AnswerWithin < TimeSpan.FromSeconds(1)) yield return FormattableString.Invariant($"Security:AnswerWithin is {settings.Security.AnswerWithin.TotalSeconds} s, allowed is a duration from 1s to 10m");
        if (settings.PublicAddress is { } open && !open.IsLoopback && !settings.Names.Any(name => open.Host.Equals(new Uri($"https://{name}/").Host, StringComparison.OrdinalIgnoreCase)))
            yield return $"Host:PublicAddress is \"{open}\", allowed is an address whose name is one of Host:Names ({string.Join(", ", settings.Names)}): a page of any other name is refused";
        if (settings.Names.Count == 0 && (settings.Outside is not null || settings.Security.BehindProxy.Count > 0))
            yield return $"Host:Names is empty, allowed is a list of {Name}: others must reach it by a name that it knows";
        if (settings.Outside is not { } outside) yield break;
        if (outside.Certificate is null && settings.Security.BehindProxy.Count == 0)
            yield return "Host:Outside:Certificate is null, allowed is the full path of a PKCS #12 file (.pfx): without encryption it listens beyond this machine only behind a proxy that Security:BehindProxy names";
        if (outside.Certificate is { } file && !File.Exists(file)) yield return $"Host:Outside:Certificate is \"{file}\", allowed is a file that exists";
        if (outside.Port == settings.Port) yield return FormattableString.Invariant($"Host:Outside:Port is {outside.Port}, allowed is another one than Host:Port");
    }
}
