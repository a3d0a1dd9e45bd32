using Microsoft.Extensions.Logging;
using WebTrader.Host.Alerts.Channels;

namespace WebTrader.Host.Alerts;

/// <summary>Every way to tell somebody that the settings name. Thread-safe.</summary>
internal sealed class Notifiers : IAsyncDisposable
{
    private readonly HttpClient http = new() { Timeout = TimeSpan.FromSeconds(30) };

    public Notifiers(AlertSettings settings, AlertSecrets secrets, TimeProvider clock, ILogger<Notifiers> logger)
    {
        List<ChannelLoop> channels = [];
        // What lacks its secret is no channel, and an alert: protection does not wait for it, and nobody gets notices that he cannot trust.
        if (settings.Webhook is { } address && (secrets.Webhook is not null || settings.WebhookUnsigned)) channels.Add(new ChannelLoop(new WebhookChannel(http, address, secrets.Webhook, clock), clock, logger));
        if (settings.TelegramChat is { } chat && secrets.TelegramToken is { } token) channels.Add(new ChannelLoop(new TelegramChannel(http, settings.TelegramApi, token, chat), clock, logger));
        if (settings.Mail is { } mail && (mail.User is null || secrets.MailPassword is not null)) channels.Add(new ChannelLoop(new MailChannel(mail, secrets.MailPassword), clock, logger));
        Channels = channels;
        Problems = [.. secrets.Problems(settings)];
    }

    public IReadOnlyList<ChannelLoop> Channels { get; }

    /// <summary>What the settings want and cannot have without a secret.</summary>
    public IReadOnlyList<string> Problems { get; }

    public ChannelLoop? Find(string name) => Channels.FirstOrDefault(channel => channel.View.Name == name);

    /// <summary>Returns at once.</summary>
    public void Tell(AlertNotice notice)
    {
        foreach (var channel in Channels) channel.Tell(notice);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var channel in Channels) await channel.DisposeAsync();
        http.Dispose();
    }
}
