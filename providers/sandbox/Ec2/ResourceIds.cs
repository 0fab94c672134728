using System.Security.Cryptography;
using System.Text;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>Ids like <c>i-0f3a…</c> (17 hex digits). The same seed gives the same ids in the same order, in every process.</summary>
internal sealed class ResourceIds(string seed)
{
    private int _count;

    public string Next(string prefix) => Of(prefix, $"{seed}/{++_count}");

    public static string Of(string prefix, string seed) =>
        $"{prefix}-0{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{prefix}/{seed}")).AsSpan(0, 8))}";
}
