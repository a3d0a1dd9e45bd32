using System.Net.Mail;
using WebTrader.Core.Safety;
using WebTrader.Host.Alerts;

namespace WebTrader.Host.Settings;

/// <summary>Reads whom to tell what. Secrets are refused here: they come from the environment.</summary>
internal static class AlertsReader
{
    private const string WebAddress = "an http or https address without a user or password in it, or null";
    private const string MailAddress = "a mail address";

    public static AlertSettings Read(SettingsSection section)
    {
        var usual = new AlertSettings();
        var day = TimeSpan.FromHours(24);
        var tenMinutes = TimeSpan.FromMinutes(10);
        var settings = new AlertSettings
        {
            After = section.Duration("After", usual.After, "0 to 10 min, as in 2s", tenMinutes),
            OverAfter = section.Duration("OverAfter", usual.OverAfter, "0 to 10 min, as in 5s", tenMinutes),
            Throttle = section.Duration("Throttle", usual.Throttle, "0 to 24 h, as in 5m", day),
            EscalateAfter = AtLeast(section, "EscalateAfter", usual.EscalateAfter, TimeSpan.FromMinutes(1), day, "1 min to 24 h, as in 10m"),
            QuietHours = [.. section.List("QuietHours").Select(LimitsReader.TradingHoursOf)],
            Zone = ZoneText.Parse(section.Text("TimeZone", ZoneText.Utc, ZoneText.Allowed, text => ZoneText.Parse(text) is not null)!) ?? TimeZoneInfo.Utc,
            Webhook = Address(section, "Webhook"),
            WebhookUnsigned = section.Flag("WebhookUnsigned", usual.WebhookUnsigned),
            Heartbeat = Address(section, "Heartbeat"),
            HeartbeatEvery = AtLeast(section, "HeartbeatEvery", usual.HeartbeatEvery, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1), "10 s to 1 h, as in 1m"),
            Mail = section.OptionalSection("Mail") is { } mail ? Mail(mail) : null,
        };
        if (section.OptionalSection("Telegram") is { } telegram) settings = Telegram(telegram, settings);
        section.RefuseUnknown();
        return settings;
    }

    private static AlertSettings Telegram(SettingsSection section, AlertSettings settings)
    {
        section.Require("Chat", "the number or @name of a chat");
        settings = settings with
        {
            TelegramChat = section.Text("Chat", null, "the number or @name of a chat", text => text.Trim().Length is >= 1 and <= 64),
            TelegramApi = Address(section, "Api") ?? settings.TelegramApi,
        };
        section.RefuseUnknown();
        return settings;
    }

    private static MailSettings Mail(SettingsSection section)
    {
        foreach (var key in (string[])["Server", "From", "To"]) section.Require(key, key == "Server" ? "the name of an SMTP server" : MailAddress);
        var mail = new MailSettings(
            section.Text("Server", "", "the name of an SMTP server", text => Uri.CheckHostName(text) != UriHostNameType.Unknown)!,
            (int)section.Whole("Port", 587, 1, 65_535),
            section.Flag("Tls", true),
            section.Text("From", "", MailAddress, text => MailAddressIs(text))!,
            section.Text("To", "", MailAddress, text => MailAddressIs(text))!,
            section.Text("User", null, "1 to 200 characters, or null", text => text.Length is >= 1 and <= 200));
        section.RefuseUnknown();
        return mail;
    }

    private static bool MailAddressIs(string text) => System.Net.Mail.MailAddress.TryCreate(text, out _);

    private static Uri? Address(SettingsSection section, string key) =>
        section.Text(key, null, WebAddress, text => Parse(text) is not null) is { } address ? Parse(address) : null;

    private static Uri? Parse(string text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length == 0 ? address : null;

    private static TimeSpan AtLeast(SettingsSection section, string key, TimeSpan otherwise, TimeSpan least, TimeSpan most, string allowed)
    {
        var value = section.Duration(key, otherwise, allowed, most);
        if (value < least) section.Refuse(key, value.ToString("c"), allowed);
        return value;
    }
}
