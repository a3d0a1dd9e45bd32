using WebTrader.Core.Positions;
using WebTrader.Core.Writing;

namespace WebTrader.Host.Settings;

/// <summary>Reads one account: what every account has, and what only one behind a terminal or only a simulated one has.</summary>
internal static class AccountReader
{
    private const string IdCharacters = "1 to 64 letters (a-z), digits, dots, dashes and underscores, not beginning with a dot";
    private const string Simulator = "simulator";
    private const string Mt5 = "mt5";

    public static AccountSettings Read(SettingsSection section)
    {
        var id = section.Text("Id", "", IdCharacters, IsId)!;
        section.Require("Id", IdCharacters);
        var broker = section.Text("Broker", Simulator, $"{Simulator} or {Mt5}", text => text is Simulator or Mt5)!;
        var account = new AccountSettings
        {
            Id = new AccountId(id),
            Name = section.Text("Name", id, "1 to 100 characters", text => text.Trim().Length is >= 1 and <= 100)!,
            Currency = section.Text("Currency", "USD", "three capital letters, as in USD", text => text.Length == 3 && text.All(char.IsAsciiLetterUpper))!,
            Messages = Messages(section.Section("Messages")),
            Limits = section.OptionalSection("Limits") is { } limits ? LimitsReader.Read(limits) : Core.Safety.AccountLimits.None,
            Stops = section.OptionalSection("Stops") is { } stops ? StopsReader.Patch(stops) : null,
        };
        account = broker == Mt5 ? account with { Terminal = Terminal(section), StartsArmed = false } : Simulated(section, account);
        section.RefuseUnknown();
        return account;
    }

    private static AccountSettings Simulated(SettingsSection section, AccountSettings account)
    {
        var tenSeconds = TimeSpan.FromSeconds(10);
        return account with
        {
            Seed = section.Whole("Seed", 1, 0, long.MaxValue),
            Balance = section.Decimal("Balance", 10_000m, "above 0, at most 1000000000", amount => amount is > 0m and <= 1_000_000_000m),
            TradeLatency = section.Duration("TradeLatency", TimeSpan.FromMilliseconds(40), "0 to 10 s, as in 40ms", tenSeconds),
            ReadLatency = section.Duration("ReadLatency", TimeSpan.FromMilliseconds(2), "0 to 10 s, as in 2ms", tenSeconds),
            TradesInFlight = (int)section.Whole("TradesInFlight", 1, 1, 64),
        };
    }

    private static TerminalSettings Terminal(SettingsSection section)
    {
        const string server = "the name of the broker's server, to the letter, as the terminal shows it";
        const string login = "the number of the account, above 0";
        var usual = new TerminalEndpoint("127.0.0.1", TerminalEndpoint.UsualPort);
        var terminal = new TerminalSettings
        {
            Endpoint = TerminalEndpoint.Parse(section.Text("Endpoint", usual.ToString(), TerminalEndpoint.Allowed, text => TerminalEndpoint.Parse(text) is not null)!)!,
            Login = section.Whole("Login", 0, 1, long.MaxValue),
            Server = section.Text("Server", "", server, text => text.Trim().Length is >= 1 and <= 100)!,
            Magic = section.Whole("Magic", 5_080, 1, int.MaxValue),
            Deviation = (int)section.Whole("Deviation", 50, 0, 100_000),
            PollEvery = section.Duration("PollEvery", TimeSpan.FromMilliseconds(100), "10 ms to 10 s, as in 100ms", TimeSpan.FromSeconds(10)),
        };
        section.Require("Login", login);
        section.Require("Server", server);
        if (terminal.PollEvery < TimeSpan.FromMilliseconds(10)) section.Refuse("PollEvery", terminal.PollEvery.ToString("c"), "10 ms to 10 s, as in 100ms");
        var isTunnel = section.Flag("Tunnel", false);
        if (!terminal.Endpoint.IsLoopback && !isTunnel)
            section.Refuse("Endpoint", terminal.Endpoint.ToString(), "an address of this machine; another one only with \"Tunnel\": true, which says that it is the end of an encrypted tunnel: whoever reaches the terminal's port may trade");
        return terminal;
    }

    /// <summary>How many messages it sends.</summary>
    /// <param name="isWhole">Whether what is missing is a problem, and not the default.</param>
    public static MessageLimits Messages(SettingsSection section, bool isWhole = false)
    {
        var usual = new MessageLimits();
        if (isWhole)
        {
            foreach (var (key, allowed) in (ReadOnlySpan<(string, string)>)[("PerDay", "1 to 1000000"), ("PerMinute", "1 to 10000"), ("Reserve", "0 to 1000000"), ("TimeZone", ZoneText.BrokerOr), ("LowestPrice", "0 to 1")])
                section.Require(key, allowed);
        }

        var limits = new MessageLimits
        {
            PerDay = (int)section.Whole("PerDay", usual.PerDay, 1, 1_000_000),
            PerMinute = (int)section.Whole("PerMinute", usual.PerMinute, 1, 10_000),
            Reserve = (int)section.Whole("Reserve", usual.Reserve, 0, 1_000_000),
            Zone = ZoneText.Parse(section.Text("TimeZone", ZoneText.Broker, ZoneText.BrokerOr, text => text == ZoneText.Broker || ZoneText.Parse(text) is not null)!),
            LowestPrice = section.Decimal("LowestPrice", usual.LowestPrice, "0 to 1", part => part is >= 0m and <= 1m),
        };
        section.RefuseUnknown();
        return limits;
    }

    private static bool IsId(string text) => text.Length is >= 1 and <= 64 && text[0] != '.' && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '-' or '_');
}
