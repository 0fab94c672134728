using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Hashes and encodings.</summary>
internal static class SprigEncodings
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("b64enc", (string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text))),
        Function("b64dec", (string text) => Decoded(() => GoBase64.Decode(text))),
        Function("b32enc", (string text) => ToBase32(Encoding.UTF8.GetBytes(text))),
        Function("b32dec", (string text) => Decoded(() => FromBase32(text))),
#pragma warning disable CA5350 // The function's name says so; nothing here is protected by it.
        Function("sha1sum", (string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)))),
#pragma warning restore CA5350
        Function("sha256sum", (string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))),
        Function("sha512sum", (string text) => Convert.ToHexStringLower(SHA512.HashData(Encoding.UTF8.GetBytes(text)))),
        Function("adler32sum", (string text) => Adler32(Encoding.UTF8.GetBytes(text)).ToString(CultureInfo.InvariantCulture)),
    ];

    /// <summary>sprig gives the error as the text.</summary>
    private static string Decoded(Func<string> decode)
    {
        try
        {
            return decode();
        }
        catch (EvaluationException refused)
        {
            return refused.Message;
        }
    }

    private static uint Adler32(byte[] bytes)
    {
        var (a, b) = (1u, 0u);
        foreach (var each in bytes)
        {
            a = (a + each) % 65521;
            b = (b + a) % 65521;
        }
        return b << 16 | a;
    }

    private static string ToBase32(byte[] bytes)
    {
        var text = new StringBuilder();
        for (var at = 0; at < bytes.Length; at += 5)
        {
            var block = new byte[8];
            var length = Math.Min(5, bytes.Length - at);
            bytes.AsSpan(at, length).CopyTo(block.AsSpan(3));
            var bits = System.Buffers.Binary.BinaryPrimitives.ReadUInt64BigEndian(block);
            var digits = (length * 8 + 4) / 5;
            for (var i = 0; i < 8; i++) text.Append(i < digits ? Base32[(int)(bits >> 35 - 5 * i & 31)] : '=');
        }
        return text.ToString();
    }

    private static string FromBase32(string text)
    {
        text = text.Replace("\n", "", StringComparison.Ordinal).Replace("\r", "", StringComparison.Ordinal);
        var digits = text.TrimEnd('=');
        var right = digits.TakeWhile(Base32.Contains).Count();
        if (text.Length % 8 != 0 || right < digits.Length) throw new EvaluationException($"illegal base32 data at input byte {(right < digits.Length ? right : text.Length / 8 * 8)}");
        var bytes = new List<byte>();
        var (bits, count) = (0, 0);
        foreach (var digit in digits)
        {
            (bits, count) = ((bits << 5 | Base32.IndexOf(digit)) & 0xFFFF, count + 5);
            if (count < 8) continue;
            bytes.Add((byte)(bits >> (count -= 8)));
        }
        return GoText.FromBytes([.. bytes]);
    }
}
