using System.Globalization;
using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>Which characters stand for themselves depends on the part of a URL that they are in.</summary>
internal enum UrlPart
{
    Path,
    User,
    Host,

    /// <summary>What follows <c>%25</c> in an address of IPv6.</summary>
    Zone,
    Fragment,
}

/// <summary><c>%20</c> and the like, as Go's net/url has them.</summary>
internal static class UrlEscapes
{
    public static string Escape(string text, UrlPart part)
    {
        var result = new StringBuilder();
        foreach (var each in Encoding.UTF8.GetBytes(text))
        {
            if (IsEscaped((char)each, part)) result.Append(CultureInfo.InvariantCulture, $"%{each:X2}");
            else result.Append((char)each);
        }
        return result.ToString();
    }

    /// <exception cref="EvaluationException">An escape is wrong, or a character can't be in this part.</exception>
    public static string Unescape(string text, UrlPart part)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var result = new List<byte>(bytes.Length);
        for (var at = 0; at < bytes.Length; at++)
        {
            var isHost = part is UrlPart.Host or UrlPart.Zone;
            if (bytes[at] == '%')
            {
                result.Add(Byte(bytes.AsSpan(at), part));
                at += 2;
            }
            else if (isHost && bytes[at] < 0x80 && IsEscaped((char)bytes[at], part))
                throw new EvaluationException($"invalid character {SprigTexts.Quote(((char)bytes[at]).ToString())} in host name");
            else result.Add(bytes[at]);
        }
        return GoText.FromBytes([.. result]);
    }

    private static byte Byte(ReadOnlySpan<byte> escape, UrlPart part)
    {
        var written = Encoding.UTF8.GetString(escape[..Math.Min(3, escape.Length)]);
        if (written.Length < 3
            || !byte.TryParse(written.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            throw Wrong(written);
        // A host has escapes for what isn't ASCII, and %25 before a zone; a zone has any that its characters need.
        if (part == UrlPart.Host && value < 0x80 && written != "%25") throw Wrong(written);
        if (part == UrlPart.Zone && written != "%25" && value != ' ' && IsEscaped((char)value, UrlPart.Host)) throw Wrong(written);
        return value;
    }

    private static EvaluationException Wrong(string escape) => new($"invalid URL escape {SprigTexts.Quote(escape)}");

    private static bool IsEscaped(char c, UrlPart part)
    {
        if (char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '~') return false;
        return part switch
        {
            UrlPart.Host or UrlPart.Zone => !"!$&'()*+,;=:[]<>\"".Contains(c),
            UrlPart.Path => !"$&+,/:;=@".Contains(c),
            UrlPart.User => !"$&+,;=".Contains(c),
            _ => !"$&+,/:;=?@!()*".Contains(c),
        };
    }
}
