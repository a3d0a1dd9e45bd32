using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebTrader.Host.Api;

namespace WebTrader.Host.Alerts.Channels;

/// <summary>
/// Posts a notice as JSON. With a secret it is signed: <c>WebTrader-Signature: t=SECONDS,v1=HEX</c>, where HEX is HMAC-SHA256 of "SECONDS.BODY", so that the receiver can tell that it is ours, and not an old
/// one sent again.
/// </summary>
internal sealed class WebhookChannel(HttpClient http, Uri address, string? secret, TimeProvider clock) : IAlertChannel
{
    public const string SignatureHeader = "WebTrader-Signature";

    private static readonly JsonSerializerOptions Json = Options();

    public string Name => "webhook";

    /// <summary>Without path and query, where keys like to hide.</summary>
    public string Target => address.GetLeftPart(UriPartial.Authority);

    public async Task TellAsync(AlertNotice notice, CancellationToken cancellation)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(new { product = Product.Name, version = Product.Version, notice.Edge, notice.At, notice.Headline, notice.Alert }, Json);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        if (secret is not null) request.Headers.Add(SignatureHeader, Sign(body, secret, clock.GetUtcNow()));
        using var answer = await http.SendAsync(request, cancellation);
        if (!answer.IsSuccessStatusCode) throw new HttpRequestException($"{Target} answered {(int)answer.StatusCode}");
    }

    public static string Sign(ReadOnlySpan<byte> body, string secret, DateTimeOffset at)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(secret));
        hash.AppendData(Encoding.UTF8.GetBytes($"{seconds}."));
        hash.AppendData(body);
        return $"t={seconds},v1={Convert.ToHexStringLower(hash.GetHashAndReset())}";
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions();
        JsonText.Apply(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
