using System.IO.Compression;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Systemd;
using Microsoft.Extensions.Logging;
using WebTrader.Core.Ports;
using WebTrader.Host.Alerts;
using WebTrader.Host.Alerts.Conditions;
using WebTrader.Host.Api;
using WebTrader.Host.Api.Repeats;
using WebTrader.Host.Commands.Service;
using WebTrader.Host.Data;
using WebTrader.Host.Diagnostics;
using WebTrader.Host.Emergency;
using WebTrader.Host.Jobs;
using WebTrader.Host.Live;
using WebTrader.Host.Metrics;
using WebTrader.Host.Security;
using WebTrader.Host.Security.Rights;
using WebTrader.Host.Sessions;
using WebTrader.Host.Settings;
using WebTrader.Host.Settings.Versions;
using WebTrader.Persistence;
using WebTrader.Persistence.Control;
using WebTrader.Persistence.Databases;

namespace WebTrader.Host;

/// <summary>Puts the web application together: sessions, REST, live feed, pages.</summary>
public static class HostApp
{
    /// <param name="settings">Checked ones.</param>
    /// <param name="data">Held by the caller for as long as the application lives.</param>
    /// <param name="configuration">For the log levels only.</param>
    /// <param name="openDesk">What stands behind each account; null for what the settings say.</param>
    public static WebApplication Build(HostSettings settings, DataFolder data, IConfiguration configuration, OpenDesk? openDesk = null)
    {
        // The empty builder: nothing that an environment variable or a stray file says opens another address or another folder.
        var root = ContentRoot.Locate();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(HostApp).Assembly.GetName().Name, ContentRootPath = root, WebRootPath = Path.Combine(root, "wwwroot") });
        Listening.Use(builder.WebHost, settings);
        AddLogging(builder.Logging, configuration);
        LogFiles.Add(builder.Logging, settings.LogFiles, data);
        AddServices(builder.Services, settings, data, openDesk ?? BrokerDesks.Open);

        var app = builder.Build();
        Proxies.Use(app, settings);
        app.Use(next => context => SecurityHeaders.Add(context, settings, next));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseMiddleware<OwnPagesOnly>();
        app.UseMiddleware<BodyLimit>();
        UsePages(app);
        app.UseAuthentication();
        app.UseMiddleware<Gate>();
        app.UseRateLimiter();
        app.UseRequestTimeouts();
        app.UseMiddleware<DryRuns>();
        app.UseMiddleware<RepeatMiddleware>();
        app.UseMiddleware<Audit>();
        app.UseMiddleware<Refusals>();
        Map(app);
        return app;
    }

    private static void AddLogging(ILoggingBuilder logging, IConfiguration configuration)
    {
        logging.AddConfiguration(configuration.GetSection("Logging"));
        logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.UseUtcTimestamp = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss.fff'Z' ";
        });

        // What the program says to its user goes out by itself; the log goes beside it.
        logging.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
    }

    private static void AddServices(IServiceCollection services, HostSettings settings, DataFolder data, OpenDesk openDesk)
    {
        // Worker 2 s, monitor 5 s, the journal's last entries 3 s.
        services.Configure<HostOptions>(host =>
        {
            host.ShutdownTimeout = TimeSpan.FromSeconds(12);

            // Whatever fails beside the sessions, protection goes on.
            host.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton(settings);
        services.AddSingleton(data);
        services.AddSingleton(openDesk);
        AddJournal(services, settings, data);
        services.AddSingleton<RequestKeys>();
        services.AddSingleton<RepeatBook>();
        services.AddSingleton<FingerprintKey>();
        services.AddSingleton<EmergencyBook>();
        services.AddSingleton<AccountSessions>();
        services.AddSingleton<EmergencyHeartbeat>();
        services.AddSingleton<EmergencyPreviews>();
        services.AddSingleton<EmergencyProgress>();
        SettingsServices.Add(services, settings, data);
        services.AddSingleton<MeasureReader>();
        services.AddSingleton<HostMeter>();

        // First of all, so that it can be pressed as long as anything runs.
        services.AddHostedService<EmergencyWatch>();

        // Before the sessions, so that they end after them: nothing that is sent away holds up their end, and the last entries are in the last head.
        services.AddHostedService<OtlpExport>();
        services.AddHostedService<HeadLog>();
        services.AddHostedService(provider => provider.GetRequiredService<SettingsKeeper>());
        services.AddHostedService(provider => provider.GetRequiredService<AccountSessions>());
        services.AddHostedService<QuoteRecorder>();
        AddAlerts(services, settings);
        JobServices.Add(services, settings);
        services.AddSingleton<DiagnosticsArchive>();
        if (SystemdHelpers.IsSystemdService()) services.AddSystemd().AddHostedService<SystemdWatchdog>();
        SecurityServices.Add(services, settings, data);
        services.AddSingleton<LiveBroadcaster>();
        services.AddHostedService(provider => provider.GetRequiredService<LiveBroadcaster>());

        // Of the pages alone: they hold no secret that the length of an answer could give away.
        services.AddResponseCompression(pages =>
        {
            pages.EnableForHttps = true;
            pages.MimeTypes = ["text/html", "text/css", "text/javascript", "image/svg+xml"];
        });
        services.Configure<BrotliCompressionProviderOptions>(static brotli => brotli.Level = CompressionLevel.Optimal);
        services.AddRouting();
        services.AddProblemDetails();
        services.ConfigureHttpJsonOptions(json => JsonText.Apply(json.SerializerOptions));
        BadBody.Add(services);
        AnswerLimit.Add(services, settings.Security);
        services.AddSignalR(hub =>
        {
            hub.AddFilter<HubGuests>();
            hub.MaximumReceiveMessageSize = 4 * 1024;
            hub.KeepAliveInterval = TimeSpan.FromSeconds(4);
            hub.ClientTimeoutInterval = TimeSpan.FromSeconds(15);
        }).AddJsonProtocol(json =>
        {
            JsonText.Apply(json.PayloadSerializerOptions);
            json.PayloadSerializerOptions.Converters.Add(new WrittenOnce.Converter());
        });
        ApiDocument.Add(services);
    }

    private static void AddJournal(IServiceCollection services, HostSettings settings, DataFolder data)
    {
        services.AddSingleton(settings.Journal.In(data.Path));
        services.AddSingleton(provider => EfJournal.Start(new JournalSettings
        {
            Database = provider.GetRequiredService<DatabaseAddress>(),
            KeepFor = TimeSpan.FromDays(settings.KeepDays),
            WaitingFolder = data.Path,
            PrunesByItself = false,
            ExportFolder = settings.Jobs.Retention.Export ? Path.Combine(data.Path, "exports") : null,
        }, TimeProvider.System, provider.GetRequiredService<ILogger<EfJournal>>()));
        services.AddSingleton(provider => provider.GetRequiredService<EfJournal>().Queries);
        services.AddSingleton(provider => provider.GetRequiredService<DatabaseAddress>().OpenControl(TimeSpan.FromSeconds(2), TimeProvider.System));
        services.AddSingleton<ILeaseStore>(provider => new EfLeaseStore(provider.GetRequiredService<ControlStore>(), TimeProvider.System));
    }

    private static void AddAlerts(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(settings.Alerts);
        services.AddSingleton(AlertSecrets.FromEnvironment());
        services.AddSingleton<AlertBook>();
        services.AddSingleton<Notifiers>();
        services.AddSingleton<IConditionSource, SessionConditions>();
        services.AddSingleton<IConditionSource, DiskCondition>();
        services.AddSingleton<IConditionSource, NotifierCondition>();
        services.AddSingleton<IConditionSource, StoreCondition>();
        services.AddSingleton<KeptAlerts>();
        services.AddHostedService<AlertKeeper>();
        services.AddHostedService<AlertWatch>();
        services.AddHostedService<Heartbeat>();
    }

    private static void UsePages(WebApplication app)
    {
        app.UseResponseCompression();
        app.UseDefaultFiles();
        app.UseStaticFiles(new StaticFileOptions
        {
            // Asked for again each time, answered from the ETag: a page never runs old code against a new host.
            OnPrepareResponse = context => context.Context.Response.Headers.CacheControl = "no-cache",
        });
    }

    private static void Map(WebApplication app)
    {
        HealthApi.Map(app);
        MetricsApi.Map(app);
        var api = app.MapGroup("/api/v1");
        api.LimitAnswers();
        api.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            return next(context);
        });
        SessionApi.Map(api);
        SecondFactorApi.Map(api);
        SetupApi.Map(api);
        UsersApi.Map(api);
        KeysApi.Map(api);
        AccountsApi.Map(api);
        ArmingApi.Map(api);
        SettingsApi.Map(api);
        PositionsApi.Map(api);
        PositionActionsApi.Map(api);
        ManagementApi.Map(api);
        OrdersApi.Map(api);
        LimitsApi.Map(api);
        EmergencyApi.Map(api);
        EmergencyDrillsApi.Map(api);
        AlertsApi.Map(api);
        JobsApi.Map(api);
        ReportsApi.Map(api);
        DiagnosticsApi.Map(api);
        TradesApi.Map(api);
        GiveBackApi.Map(api);
        JournalApi.Map(api);
        CsvApi.Map(api);
        LocksApi.Map(api);
        WorkersApi.Map(api);
        EvaluateApi.Map(api);
        app.MapHub<LiveHub>(LiveHub.Path, connections =>
        {
            connections.TransportSendTimeout = TimeSpan.FromSeconds(5);
            connections.CloseOnAuthenticationExpiration = true;
        }).RequireRight(Right.Read);
        app.MapOpenApi().RequireRight(Right.Read);
    }
}
