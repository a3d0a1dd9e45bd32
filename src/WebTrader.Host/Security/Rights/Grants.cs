using WebTrader.Persistence.Control;

namespace WebTrader.Host.Security.Rights;

/// <summary>Which rights a role includes, and which one a scope of a key is.</summary>
internal static class Grants
{
    /// <summary>The scopes that a key may have, and their right. None includes another.</summary>
    public static readonly IReadOnlyDictionary<string, Right> Scopes = new Dictionary<string, Right>(StringComparer.Ordinal)
    {
        ["read"] = Right.Read,
        ["trade"] = Right.Operate,
        ["settings"] = Right.Settings,
        ["emergency"] = Right.Emergency,
        ["admin"] = Right.Admin,
    };

    public static IReadOnlyList<Right> Of(Role role) => role switch
    {
        Role.Admin => [Right.Own, Right.Read, Right.Operate, Right.Emergency, Right.Settings, Right.Admin],
        Role.Operator => [Right.Own, Right.Read, Right.Operate, Right.Emergency],
        _ => [Right.Own, Right.Read],
    };

    /// <param name="scopes">Words with spaces between them; one that is not known gives nothing.</param>
    public static IReadOnlyList<Right> Of(string scopes) =>
        [.. scopes.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(Scopes.ContainsKey).Select(scope => Scopes[scope])];

    public static string ScopeOf(Right right) => Scopes.Single(pair => pair.Value == right).Key;
}
