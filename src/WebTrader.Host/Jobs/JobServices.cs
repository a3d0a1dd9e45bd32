using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WebTrader.Host.Alerts;
using WebTrader.Host.Alerts.Conditions;
using WebTrader.Host.Emergency;
using WebTrader.Host.Jobs.Reports;
using WebTrader.Host.Jobs.Running;
using WebTrader.Host.Settings;
using WebTrader.Persistence.Control;

namespace WebTrader.Host.Jobs;

/// <summary>What runs by the clock. Nothing that protects waits for any of it.</summary>
internal static class JobServices
{
    public static void Add(IServiceCollection services, HostSettings settings)
    {
        services.AddSingleton(settings.Jobs);
        services.AddSingleton(new WeekendGuard(settings.Jobs.MarketClose));
        services.AddSingleton<ReportFiles>();
        services.AddSingleton<IJobWork, ReportJob>();
        services.AddSingleton<IJobWork, ReconciliationJob>();
        services.AddSingleton<IJobWork, RetentionJob>();
        services.AddSingleton<IJobWork, BackupJob>();
        services.AddSingleton<IJobWork, MarketCloseJob>();
        services.AddSingleton<EmergencyDrills>();
        services.AddSingleton<IJobWork, DrillJob>();
        services.AddSingleton<JobHost>();
        services.AddSingleton(provider => new JobRuns(provider.GetRequiredService<ControlStore>(), provider.GetRequiredService<JobHost>().Name));
        services.AddSingleton<JobDesk>();
        services.AddSingleton<JobSchedule>();
        services.AddHostedService(provider => provider.GetRequiredService<JobSchedule>());
        services.AddSingleton<IConditionSource, JobCondition>();
        services.AddSingleton<IConditionSource, WeekendCondition>();
    }
}
