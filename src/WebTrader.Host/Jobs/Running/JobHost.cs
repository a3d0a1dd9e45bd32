using System.Security.Cryptography;
using System.Text;
using WebTrader.Host.Data;

namespace WebTrader.Host.Jobs.Running;

/// <summary>Which host this is among those that may use one database: the machine and its data folder, which has one host at a time.</summary>
internal sealed class JobHost(DataFolder data)
{
    public string Name { get; } = $"{Product.Name} on {Environment.MachineName}, {Hash(data.Path)[..12]}";

    /// <summary>The same in eight letters, for the names of files that hosts may put beside each other.</summary>
    public string Mark { get; } = Hash($"{Environment.MachineName}\n{data.Path}")[..8];

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
