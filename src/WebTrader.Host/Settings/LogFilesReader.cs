using WebTrader.Host.Diagnostics;

namespace WebTrader.Host.Settings;

/// <summary>Reads how the log is kept in the data folder.</summary>
internal static class LogFilesReader
{
    public static LogFileSettings Read(SettingsSection section)
    {
        var usual = new LogFileSettings();
        var settings = new LogFileSettings { Megabytes = (int)section.Whole("Megabytes", usual.Megabytes, 1, 1_000), Keep = (int)section.Whole("Keep", usual.Keep, 0, 1_000) };
        section.RefuseUnknown();
        return settings;
    }
}
