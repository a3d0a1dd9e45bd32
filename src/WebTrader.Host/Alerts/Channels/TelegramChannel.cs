using System.Net.Http.Json;

namespace WebTrader.Host.Alerts.Channels;

/// <summary>Writes into a Telegram chat as a bot (Bot API, sendMessage).</summary>
internal sealed class TelegramChannel(HttpClient http, Uri api, string token, string chat) : IAlertChannel
{
    private const int LongestText = 4_000;

    public string Name => "telegram";

    public string Target => $"chat {chat}";

    public async Task TellAsync(AlertNotice notice, CancellationToken cancellation)
    {
        var text = notice.Headline.Length <= LongestText ? notice.Headline : notice.Headline[..LongestText];
        try
        {
            using var answer = await http.PostAsJsonAsync(new Uri(api, $"/bot{token}/sendMessage"), new Message(chat, text), cancellation);
            if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"Telegram answered {(int)answer.StatusCode}");
        }
        catch (HttpRequestException fault) when (fault.Message.Contains(token, StringComparison.Ordinal))
        {
            // The token is part of the address, and an address may be part of a message.
            throw new HttpRequestException("Telegram cannot be reached");
        }
    }

    private sealed record Message([property: System.Text.Json.Serialization.JsonPropertyName("chat_id")] string Chat, [property: System.Text.Json.Serialization.JsonPropertyName("text")] string Text);
}
