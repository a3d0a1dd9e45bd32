using System.Security.Cryptography;
using System.Text;
using WebTrader.Host.Data;

namespace WebTrader.Host.Jobs.Running;

/// <summary>Which host this is among those that may use one database: the machine and its data folder, which has one host at a time.</summary>
internal sealed class JobHost(DataFolder data)
{
    public string Name { get; } = $"{Product.Name} on {Environment.MachineName}, {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data.Path)))[..12]}";
}
