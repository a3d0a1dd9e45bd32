using WebTrader.Engine;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Sessions;

/// <summary>What an account is run by.</summary>
/// <param name="Problem">Why nobody knows what it should be run by: then it is only observed, and the rest is shown, never acted upon. Null where it is known.</param>
/// <param name="Warning">What is wrong with the copies of the settings while they are known; null for nothing.</param>
public sealed record AccountInForce(AccountSettings Account, EngineOptions Engine, string? Problem, string? Warning);
