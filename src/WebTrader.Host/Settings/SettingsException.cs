namespace WebTrader.Host.Settings;

/// <summary>The settings do not fit; each problem names the setting, its value and what is allowed.</summary>
public sealed class SettingsException(IReadOnlyList<string> problems) : Exception($"The settings do not fit:{string.Concat(problems.Select(problem => Environment.NewLine + "  " + problem))}")
{
    public IReadOnlyList<string> Problems { get; } = problems;
}
