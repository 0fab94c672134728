using System.Security.Cryptography;
using System.Text;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>IAM's unique ids: a four-letter prefix that says the kind, and 16 capitals and digits.</summary>
internal static class UniqueIds
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The same id for the same seed, in every process.</summary>
    public static string Of(string prefix, string seed) =>
        prefix + string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes(seed)).Take(16).Select(b => Alphabet[b % Alphabet.Length]));

    public static string Random(string prefix) => prefix + RandomNumberGenerator.GetString(Alphabet, 16);
}
