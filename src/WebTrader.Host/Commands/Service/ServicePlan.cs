using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace WebTrader.Host.Commands.Service;

/// <summary>How the host is started by the system, and what is written for that. Pure.</summary>
/// <param name="Name">Of the service; letters, digits, dashes and underscores.</param>
/// <param name="Program">What is started, a full path: the program itself, or <c>dotnet</c>.</param>
/// <param name="Arguments">What it is given, in order.</param>
/// <param name="Writes">The folders that it may write to, full paths, the data folder first.</param>
/// <param name="User">Who it runs as.</param>
internal sealed record ServicePlan(string Name, string Program, IReadOnlyList<string> Arguments, IReadOnlyList<string> Writes, string User)
{
    /// <summary>Without a sign of life for so long it is begun again.</summary>
    public const int WatchdogSeconds = 60;

    private static readonly XNamespace Tasks = "http://schemas.microsoft.com/windows/2004/02/mit/task";

    /// <summary>Longer than an orderly end takes.</summary>
    private const int StopSeconds = 30;

    public string UnitPath => $"/etc/systemd/system/{Name}.service";

    /// <summary>The unit for systemd: it says when it is up, gives signs of life, and is begun again after any fault.</summary>
    public string Unit() => string.Create(CultureInfo.InvariantCulture, $"""
        [Unit]
        Description={Product.Name}: stop-losses at the broker
        After=network-online.target time-sync.target
        Wants=network-online.target
        # Begun again for ever: what gives up after some faults leaves stops that nobody trails.
        StartLimitIntervalSec=0

        [Service]
        Type=notify
        NotifyAccess=main
        WatchdogSec={WatchdogSeconds}
        ExecStart={Quoted(Program)} {string.Join(" ", Arguments.Select(argument => Quoted(argument).Replace("$", "$$", StringComparison.Ordinal)))}
        User={User}
        Restart=always
        RestartSec=2
        KillSignal=SIGTERM
        TimeoutStopSec={StopSeconds}
        NoNewPrivileges=true
        PrivateTmp=true
        ProtectSystem=strict
        ProtectHome=read-only
        ReadWritePaths={string.Join(" ", Writes.Select(Quoted))}
        # Passwords and the like: WEBTRADER__CONNECTIONSTRINGS__JOURNAL=..., readable by root alone.
        EnvironmentFile=-/etc/{Name}.env

        [Install]
        WantedBy=multi-user.target

        """);

    /// <summary>The arguments of schtasks on Windows: a task at log-on, because a terminal needs a desktop anyway.</summary>
    /// <param name="definition">Where <see cref="Task"/> was written.</param>
    public IReadOnlyList<string> TaskCreation(string definition) => ["/Create", "/F", "/TN", Name, "/XML", definition];

    /// <summary>The same, ended and taken away: deleted alone, what runs would run on.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> TaskRemoval(string name) => [["/End", "/TN", name], ["/Delete", "/F", "/TN", name]];

    /// <summary>
    /// The definition of the task. What schtasks would choose by itself ends it after 72 hours, on battery power never begins it, and lets it lie after a fault.
    /// </summary>
    public string Task() => new XDocument(
        new XElement(Tasks + "Task",
            new XAttribute("version", "1.2"),
            new XElement(Tasks + "RegistrationInfo", new XElement(Tasks + "Description", $"{Product.Name}: stop-losses at the broker")),
            new XElement(Tasks + "Triggers", new XElement(Tasks + "LogonTrigger", new XElement(Tasks + "Enabled", true), new XElement(Tasks + "UserId", User))),
            new XElement(Tasks + "Principals", new XElement(Tasks + "Principal", new XAttribute("id", "Author"), new XElement(Tasks + "UserId", User), new XElement(Tasks + "LogonType", "InteractiveToken"), new XElement(Tasks + "RunLevel", "LeastPrivilege"))),
            new XElement(Tasks + "Settings",
                new XElement(Tasks + "MultipleInstancesPolicy", "IgnoreNew"),
                new XElement(Tasks + "DisallowStartIfOnBatteries", false),
                new XElement(Tasks + "StopIfGoingOnBatteries", false),
                new XElement(Tasks + "StartWhenAvailable", true),
                new XElement(Tasks + "ExecutionTimeLimit", "PT0S"),
                // As any program: what schtasks chooses is below normal.
                new XElement(Tasks + "Priority", 5),
                new XElement(Tasks + "RestartOnFailure", new XElement(Tasks + "Interval", "PT1M"), new XElement(Tasks + "Count", 999))),
            new XElement(Tasks + "Actions",
                new XAttribute("Context", "Author"),
                new XElement(Tasks + "Exec", new XElement(Tasks + "Command", Program), new XElement(Tasks + "Arguments", string.Join(" ", Arguments.Select(argument => $"\"{argument}\"")))))))
        .ToString();

    /// <summary>As systemd reads a word: in quotes, with its own signs doubled. A dollar means something in the arguments of a command alone.</summary>
    private static string Quoted(string word)
    {
        var safe = new StringBuilder(word).Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("%", "%%").ToString();
        return safe.Length > 0 && safe.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '/' or '.' or '-' or '_' or '=' or ':') ? safe : $"\"{safe}\"";
    }
}
