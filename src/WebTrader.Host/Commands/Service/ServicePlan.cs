using System.Globalization;
using System.Text;

namespace WebTrader.Host.Commands.Service;

/// <summary>How the host is started by the system, and what is written for that. Pure.</summary>
/// <param name="Name">Of the service; letters, digits, dashes and underscores.</param>
/// <param name="Program">What is started, a full path: the program itself, or <c>dotnet</c>.</param>
/// <param name="Arguments">What it is given, in order.</param>
/// <param name="Data">The data folder, a full path: the one place that it may write to.</param>
/// <param name="User">Who it runs as.</param>
internal sealed record ServicePlan(string Name, string Program, IReadOnlyList<string> Arguments, string Data, string User)
{
    /// <summary>Without a sign of life for so long it is begun again.</summary>
    public const int WatchdogSeconds = 60;

    /// <summary>Longer than an orderly end takes.</summary>
    private const int StopSeconds = 30;

    public string UnitPath => $"/etc/systemd/system/{Name}.service";

    /// <summary>The unit for systemd: it says when it is up, gives signs of life, and is begun again after any fault.</summary>
    public string Unit() => string.Create(CultureInfo.InvariantCulture, $"""
        [Unit]
        Description={Product.Name}: stop-losses at the broker
        After=network-online.target time-sync.target
        Wants=network-online.target

        [Service]
        Type=notify
        NotifyAccess=main
        WatchdogSec={WatchdogSeconds}
        ExecStart={Quoted(Program)} {string.Join(" ", Arguments.Select(Quoted))}
        User={User}
        Restart=always
        RestartSec=2
        KillSignal=SIGTERM
        TimeoutStopSec={StopSeconds}
        NoNewPrivileges=true
        PrivateTmp=true
        ProtectSystem=strict
        ProtectHome=read-only
        ReadWritePaths={Quoted(Data)}
        # Passwords and the like: WEBTRADER__CONNECTIONSTRINGS__JOURNAL=..., readable by root alone.
        EnvironmentFile=-/etc/{Name}.env

        [Install]
        WantedBy=multi-user.target

        """);

    /// <summary>The arguments of schtasks on Windows: a task at log-on, because a terminal needs a desktop anyway.</summary>
    public IReadOnlyList<string> Task() =>
        ["/Create", "/F", "/TN", Name, "/SC", "ONLOGON", "/RL", "LIMITED", "/TR", $"\"{Program}\" {string.Join(" ", Arguments.Select(argument => $"\"{argument}\""))}"];

    /// <summary>As systemd reads a word: in quotes, with its own signs doubled.</summary>
    private static string Quoted(string word)
    {
        var safe = new StringBuilder(word).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("%", "%%").Replace("$", "$$").ToString();
        return safe.Length > 0 && safe.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '.' or '-' or '_' or '=' or ':') ? safe : $"\"{safe}\"";
    }
}
