using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>Base64 as Go's encoding/base64 reads it: line ends don't count.</summary>
internal static class GoBase64
{
    private const string Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    /// <exception cref="EvaluationException">The text is no base64; the message says at which byte.</exception>
    public static string Decode(string text)
    {
        var bytes = new List<byte>(text.Length * 3 / 4);
        for (var at = 0; at < text.Length;) Quantum(text, ref at, bytes);
        return GoText.FromBytes([.. bytes]);
    }

    /// <summary>Four digits are three bytes.</summary>
    private static void Quantum(string text, ref int at, List<byte> bytes)
    {
        var (bits, count) = (0, 0);
        while (count < 4)
        {
            if (at == text.Length)
            {
                if (count == 0) return;
                throw Wrong(text, at - count);
            }
            var c = text[at++];
            if (c is '\r' or '\n') continue;
            var digit = c == '=' ? -1 : Digits.IndexOf(c);
            if (digit < 0)
            {
                if (c != '=' || count < 2) throw Wrong(text, at - 1);
                End(text, ref at, count);
                break;
            }
            (bits, count) = (bits << 6 | digit, count + 1);
        }
        bits <<= 6 * (4 - count);
        for (var i = 0; i < count - 1; i++) bytes.Add((byte)(bits >> 16 - 8 * i));
    }

    /// <summary>After the first <c>=</c>.</summary>
    private static void End(string text, ref int at, int count)
    {
        if (count == 2)
        {
            SkipLineEnds(text, ref at);
            if (at == text.Length || text[at] != '=') throw Wrong(text, at);
            at++;
        }
        SkipLineEnds(text, ref at);
        if (at < text.Length) throw Wrong(text, at);
    }

    private static void SkipLineEnds(string text, ref int at)
    {
        while (at < text.Length && text[at] is '\r' or '\n') at++;
    }

    private static EvaluationException Wrong(string text, int at) => new($"illegal base64 data at input byte {GoText.ByteIndex(text, at)}");
}
