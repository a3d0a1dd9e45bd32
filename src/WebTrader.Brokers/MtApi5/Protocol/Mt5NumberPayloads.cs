namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Payloads of one whole number each; the small ones are made once. Thread-safe: what two make at the same time is the same.</summary>
internal sealed class Mt5NumberPayloads(string name, int kept)
{
    private readonly Mt5Payload?[] made = new Mt5Payload?[kept];

    public Mt5Payload Of(int number) => number >= 0 && number < made.Length ? made[number] ??= Make(number) : Make(number);

    private Mt5Payload Make(int number) => new Mt5PayloadWriter().Add(name, number).ToPayload();
}
