using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using WebTrader.Host.Settings;

namespace WebTrader.Host.Security;

/// <summary>Where the host listens: always on this machine's loopback addresses, and elsewhere only as the settings say.</summary>
internal static class Listening
{
    /// <summary>The password of the certificate's file. An argument would be seen by everybody on the machine.</summary>
    public const string PasswordVariable = "WEBTRADER_CERTIFICATE_PASSWORD";

    /// <exception cref="IOException">The certificate cannot be read.</exception>
    public static void Use(IWebHostBuilder host, HostSettings settings)
    {
        var certificate = settings.Outside?.Certificate is { } file ? Load(file) : null;
        host.UseKestrelCore().ConfigureKestrel(kestrel => Apply(kestrel, settings, certificate));
        if (certificate is not null) host.UseKestrelHttpsConfiguration();
    }

    private static void Apply(KestrelServerOptions kestrel, HostSettings settings, X509Certificate2? certificate)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxConcurrentConnections = 256;
        kestrel.Limits.MaxConcurrentUpgradedConnections = 128;
        kestrel.Limits.MaxRequestBodySize = BodyLimit.Usual;

        // A port chosen by the system cannot be had for both families at once.
        kestrel.Listen(IPAddress.Loopback, settings.Port);
        if (settings.Port != 0 && Loopback.HasV6(settings.Port)) kestrel.Listen(IPAddress.IPv6Loopback, settings.Port);
        if (settings.Outside is { } outside) kestrel.Listen(outside.Address, outside.Port, there =>
        {
            if (certificate is not null) there.UseHttps(certificate);
        });
    }

    /// <exception cref="IOException">It cannot be read, or the password is another one.</exception>
    private static X509Certificate2 Load(string file)
    {
        try
        {
            return X509CertificateLoader.LoadPkcs12FromFile(file, Environment.GetEnvironmentVariable(PasswordVariable));
        }
        catch (Exception fault) when (fault is CryptographicException or UnauthorizedAccessException)
        {
            throw new IOException($"The certificate {file} cannot be read: {fault.Message.TrimEnd('.')}. Its password is taken from the environment, {PasswordVariable}.", fault);
        }
    }
}
