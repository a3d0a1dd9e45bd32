using WebTrader.Core.Market;
using WebTrader.Core.Writing;

namespace WebTrader.Engine.Book;

/// <summary>One step on the way of a stop to the broker and back.</summary>
/// <param name="Price">The stop of this step; null when it is "none".</param>
/// <param name="At">When, wall time (a label).</param>
/// <param name="Timestamp">When, on the monotone scale: ages are measured from it.</param>
/// <param name="Proof">What shows it, in a few words.</param>
public sealed record CertificateStep(Price? Price, DateTimeOffset At, long Timestamp, string Proof)
{
    /// <summary>The holding under which it was sent; null for what is not sent.</summary>
    public FencingToken? Token { get; init; }
}

/// <summary>How far the stop we want has come: wanted, sent, acknowledged, read back from the broker.</summary>
public sealed class Certificate
{
    public CertificateStep? Wanted { get; set; }
    public CertificateStep? Sent { get; set; }
    public CertificateStep? Acknowledged { get; set; }
    public CertificateStep? ReadBack { get; set; }
}
