using System.Net;
using System.Net.Mail;

namespace WebTrader.Host.Alerts.Channels;

/// <summary>Sends a mail by SMTP, with STARTTLS where the settings say so.</summary>
internal sealed class MailChannel(MailSettings mail, string? password) : IAlertChannel
{
    private const int LongestSubject = 120;

    public string Name => "mail";

    public string Target => mail.To;

    public async Task TellAsync(AlertNotice notice, CancellationToken cancellation)
    {
        using var client = new SmtpClient(mail.Server, mail.Port) { EnableSsl = mail.Tls };
        if (mail.User is not null) client.Credentials = new NetworkCredential(mail.User, password);
        var line = notice.Headline.ReplaceLineEndings(" ");
        using var message = new MailMessage(mail.From, mail.To)
        {
            Subject = line.Length <= LongestSubject ? line : line[..LongestSubject],
            Body = $"{notice.Headline}\n\nSince {notice.Alert.Since:yyyy-MM-dd HH:mm:ss} UTC, told {notice.At:yyyy-MM-dd HH:mm:ss} UTC by {Product.Name} {Product.Version}.\n",
        };
        await client.SendMailAsync(message, cancellation);
    }
}
