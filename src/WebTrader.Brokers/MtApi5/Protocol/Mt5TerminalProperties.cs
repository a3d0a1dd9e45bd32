namespace WebTrader.Brokers.MtApi5.Protocol;

/// <summary>Whole numbers of the terminal, for command 204. MetaTrader 5: <c>ENUM_TERMINAL_INFO_INTEGER</c>.</summary>
public enum Mt5TerminalInteger
{
    Build = 5,
    Connected = 6,
    DllsAllowed = 7,
    TradeAllowed = 8,
    EmailEnabled = 9,
    FtpEnabled = 10,
    Maxbars = 11,
    Codepage = 12,
    MemoryPhysical = 14,
    MemoryTotal = 15,
    MemoryAvailable = 16,
    MemoryUsed = 17,
    X64 = 18,
    OpenclSupport = 19,
    DiskSpace = 20,
    CpuCores = 21,
    Mqid = 22,
    CommunityAccount = 23,
    CommunityConnection = 24,
    NotificationsEnabled = 26,
    ScreenDpi = 27,
    PingLast = 29,
}

/// <summary>Amounts of the terminal, for command 205. MetaTrader 5: <c>ENUM_TERMINAL_INFO_DOUBLE</c>.</summary>
public enum Mt5TerminalDouble
{
    CommunityBalance = 25,
}

/// <summary>Texts of the terminal, for command 153; the paths are Windows paths. MetaTrader 5: <c>ENUM_TERMINAL_INFO_STRING</c>.</summary>
public enum Mt5TerminalText
{
    Company = 0,
    Name = 1,
    Path = 2,
    DataPath = 3,
    CommondataPath = 4,
    Language = 13,
}
