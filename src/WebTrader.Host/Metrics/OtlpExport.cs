using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using WebTrader.Engine.Running;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Metrics;

/// <summary>
/// Sends the meter to an OpenTelemetry collector every few seconds, by OTLP over HTTP, when the settings name one. It runs on a thread of its own:
/// a collector that is slow or down costs the figures of that time and nothing else.
/// </summary>
internal sealed class OtlpExport(HostSettings settings, HostMeter meter, ILogger<OtlpExport> logger) : IHostedService
{
    private const int EveryMs = 5_000;
    private const int AnswerWithinMs = 2_000;
    private const int LastWithinMs = 1_000;

    private MeterProvider? provider;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.OtlpEndpoint is not { } endpoint) return Task.CompletedTask;
        try
        {
            // The instruments of the host are there from here on.
            ArgumentNullException.ThrowIfNull(meter);
            provider = Sdk.CreateMeterProviderBuilder()
                .ConfigureResource(resource => resource.AddService(Product.Name, serviceVersion: Product.Version))
                .AddMeter(EngineMeter.Name)

                // A collector keeps every series it has ever got, and tickets come and go for ever.
                .AddView(instrument => instrument.Name.StartsWith(Measures.OfTickets, StringComparison.Ordinal) ? MetricStreamConfiguration.Drop : null)
                .AddOtlpExporter((exporter, reader) =>
                {
                    exporter.Protocol = OtlpExportProtocol.HttpProtobuf;
                    exporter.Endpoint = MetricsOf(endpoint);
                    exporter.TimeoutMilliseconds = AnswerWithinMs;
                    reader.PeriodicExportingMetricReaderOptions.ExportIntervalMilliseconds = EveryMs;
                    reader.PeriodicExportingMetricReaderOptions.ExportTimeoutMilliseconds = AnswerWithinMs * 2;
                })
                .Build();
        }
        catch (Exception fault)
        {
            logger.LogError(fault, "Nothing is sent to the collector at {Endpoint}; everything else goes on: {Reason}", endpoint, fault.Message);
        }

        return Task.CompletedTask;
    }

    /// <summary>Sends what is left if the collector takes it within a second.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => provider is not { } running ? Task.CompletedTask : Task.Run(
        () =>
        {
            running.Shutdown(LastWithinMs);
            running.Dispose();
        },
        CancellationToken.None);

    /// <summary>A collector is named by its address, as in http://127.0.0.1:4318; metrics have a path of their own below it.</summary>
    internal static Uri MetricsOf(Uri endpoint)
    {
        const string path = "/v1/metrics";
        var builder = new UriBuilder(endpoint);
        if (!builder.Path.EndsWith(path, StringComparison.Ordinal)) builder.Path = builder.Path.TrimEnd('/') + path;
        return builder.Uri;
    }
}
