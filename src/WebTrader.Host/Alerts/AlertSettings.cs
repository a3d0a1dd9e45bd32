using WebTrader.Core.Safety;

namespace WebTrader.Host.Alerts;

/// <summary>Whom to tell what, and when not. Secrets are not in here: they come from the environment.</summary>
public sealed record AlertSettings
{
    public static readonly AlertSettings None = new();

    /// <summary>A condition counts when it has held for so long, but for red ones, which count at once; 0 to 10 min.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>It is over when it has not held for so long; 0 to 10 min.</summary>
    public TimeSpan OverAfter { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The same condition is told of at most once in so long; 0 to 24 h.</summary>
    public TimeSpan Throttle { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>A red one that nobody has acknowledged is told again after so long; 1 min to 24 h.</summary>
    public TimeSpan EscalateAfter { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Only red ones are told within these hours.</summary>
    public IReadOnlyList<TradingHours> QuietHours { get; init; } = [];

    /// <summary>Whose clocks the quiet hours go by.</summary>
    public TimeZoneInfo Zone { get; init; } = TimeZoneInfo.Utc;

    /// <summary>Where notices are posted as JSON; null for nowhere.</summary>
    public Uri? Webhook { get; init; }

    /// <summary>Whether they are posted without a signature, so that the receiver cannot tell that they are ours.</summary>
    public bool WebhookUnsigned { get; init; }

    /// <summary>The chat that a Telegram bot writes to; null for none.</summary>
    public string? TelegramChat { get; init; }

    /// <summary>Telegram's own, unless a proxy stands before it.</summary>
    public Uri TelegramApi { get; init; } = new("https://api.telegram.org");

    /// <summary>Null for no mail.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Asked for while we are alive and protecting; null for nothing.</summary>
    public Uri? Heartbeat { get; init; }

    /// <summary>Between two heartbeats; 10 s to 1 h.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromMinutes(1);
}

/// <param name="User">Null where the server asks for none.</param>
public sealed record MailSettings(string Server, int Port, bool Tls, string From, string To, string? User);

/// <summary>What only the environment knows: the variables are named here and nowhere else.</summary>
public sealed record AlertSecrets(string? Webhook, string? TelegramToken, string? MailPassword)
{
    public const string WebhookVariable = "WEBTRADER_WEBHOOK_SECRET";
    public const string TelegramVariable = "WEBTRADER_TELEGRAM_TOKEN";
    public const string MailVariable = "WEBTRADER_MAIL_PASSWORD";

    public static AlertSecrets FromEnvironment() => new(Of(WebhookVariable), Of(TelegramVariable), Of(MailVariable));

    /// <summary>What the settings want and cannot have without a secret: nobody should believe to be told, or that what he gets is signed, when it is not so.</summary>
    public IEnumerable<string> Problems(AlertSettings settings)
    {
        if (settings.Webhook is not null && Webhook is null && !settings.WebhookUnsigned)
            yield return $"{WebhookVariable} is missing in the environment, and Alerts:Webhook is set; allowed is the secret that signs what is posted, or \"WebhookUnsigned\": true to post without a signature";
        if (settings.Webhook is not null && Webhook is not null && settings.WebhookUnsigned)
            yield return $"Alerts:WebhookUnsigned is true, allowed is false while {WebhookVariable} is in the environment";
        if (settings.TelegramChat is not null && TelegramToken is null)
            yield return $"{TelegramVariable} is missing in the environment, and Alerts:Telegram is set; allowed is the token of the bot";
        if (settings.Mail?.User is not null && MailPassword is null)
            yield return $"{MailVariable} is missing in the environment, and Alerts:Mail:User is set; allowed is the password of that user";
    }

    /// <summary>Secrets are not written anywhere by accident.</summary>
    public override string ToString() => "secrets";

    private static string? Of(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
