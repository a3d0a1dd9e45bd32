using System.Reflection;

namespace WebTrader.Host;

internal static class Product
{
    public const string Name = "WebTrader";

    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";
}
