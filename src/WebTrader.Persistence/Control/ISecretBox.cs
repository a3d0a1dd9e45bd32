namespace WebTrader.Persistence.Control;

/// <summary>Seals what must be read again and must not lie in the database in clear.</summary>
public interface ISecretBox
{
    string Seal(string secret);

    /// <summary>Null when it was sealed with keys that are not here.</summary>
    string? Open(string sealedSecret);
}
