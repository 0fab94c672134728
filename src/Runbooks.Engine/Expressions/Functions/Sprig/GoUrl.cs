using System.Text;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

/// <summary>A URL as Go's net/url takes it apart and puts it together. All parts but query and opaque are without escapes.</summary>
internal sealed record GoUrl
{
    public string Scheme { get; init; } = "";

    public string Opaque { get; init; } = "";

    /// <summary>Null if there is none; without a password, that is null.</summary>
    public (string Name, string? Password)? User { get; init; }

    public string Host { get; init; } = "";

    public string Path { get; init; } = "";

    public string Query { get; init; } = "";

    public string Fragment { get; init; } = "";

    /// <summary>Without the port, and of an address of IPv6 without the brackets.</summary>
    public string HostName
    {
        get
        {
            var colon = Host.LastIndexOf(':');
            var host = colon >= 0 && IsOptionalPort(Host[colon..]) ? Host[..colon] : Host;
            return host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        }
    }

    public string UserInfo => User is not var (name, password) || name.Length == 0 && string.IsNullOrEmpty(password)
        ? ""
        : UrlEscapes.Escape(name, UrlPart.User) + (password is null ? "" : ":" + UrlEscapes.Escape(password, UrlPart.User));

    /// <exception cref="EvaluationException">It is no URL.</exception>
    public static GoUrl Parse(string text)
    {
        var (rest, fragment) = Cut(text, '#');
        try
        {
            return Main(rest) with { Fragment = UrlEscapes.Unescape(fragment, UrlPart.Fragment) };
        }
        catch (EvaluationException wrong)
        {
            throw new EvaluationException($"parse {SprigTexts.Quote(text)}: {wrong.Message}");
        }
    }

    public override string ToString()
    {
        var url = new StringBuilder(Scheme.Length > 0 ? Scheme + ":" : "");
        if (Opaque.Length > 0) url.Append(Opaque);
        else
        {
            if (Host.Length > 0 || User is not null || Scheme.Length > 0 && Path.Length > 0) url.Append("//");
            if (User is not null) url.Append(UserInfo).Append('@');
            url.Append(UrlEscapes.Escape(Host, UrlPart.Host));
            var path = Path == "*" ? Path : UrlEscapes.Escape(Path, UrlPart.Path);
            if (path.Length > 0 && path[0] != '/' && Host.Length > 0) url.Append('/');
            // The first part of a path would be taken for a scheme.
            if (url.Length == 0 && Cut(path, '/').Before.Contains(':')) url.Append("./");
            url.Append(path);
        }
        if (Query.Length > 0) url.Append('?').Append(Query);
        return (Fragment.Length > 0 ? url.Append('#').Append(UrlEscapes.Escape(Fragment, UrlPart.Fragment)) : url).ToString();
    }

    private static GoUrl Main(string text)
    {
        if (text.Any(c => c < ' ' || c == 0x7F)) throw new EvaluationException("net/url: invalid control character in URL");
        if (text == "*") return new GoUrl { Path = "*" };
        var (scheme, rest) = SchemeOf(text);
        (rest, var query) = Cut(rest, '?');
        var url = new GoUrl { Scheme = scheme.ToLowerInvariant(), Query = query };
        if (!rest.StartsWith('/'))
        {
            if (scheme.Length > 0) return url with { Opaque = rest };
            if (Cut(rest, '/').Before.Contains(':')) throw new EvaluationException("first path segment in URL cannot contain colon");
        }
        if (rest.StartsWith("//", StringComparison.Ordinal) && (scheme.Length > 0 || !rest.StartsWith("///", StringComparison.Ordinal)))
        {
            var slash = rest.IndexOf('/', 2);
            url = url.WithAuthority(slash < 0 ? rest[2..] : rest[2..slash]);
            rest = slash < 0 ? "" : rest[slash..];
        }
        return url with { Path = UrlEscapes.Unescape(rest, UrlPart.Path) };
    }

    private GoUrl WithAuthority(string authority)
    {
        var at = authority.LastIndexOf('@');
        var url = this with { Host = HostOf(authority[(at + 1)..]) };
        if (at < 0) return url;
        var user = authority[..at];
        if (user.Any(c => !char.IsAsciiLetterOrDigit(c) && !"-._:~!$&'()*+,;=%@".Contains(c)))
            throw new EvaluationException("net/url: invalid userinfo");
        var (name, password) = Cut(user, ':');
        var secret = user.Contains(':') ? UrlEscapes.Unescape(password, UrlPart.User) : null;
        return url with { User = (UrlEscapes.Unescape(name, UrlPart.User), secret) };
    }

    private static string HostOf(string host)
    {
        var end = host.StartsWith('[') ? host.LastIndexOf(']') : -1;
        if (host.StartsWith('[') && end < 0) throw new EvaluationException("missing ']' in host");
        var colon = end >= 0 ? end + 1 : host.LastIndexOf(':');
        if (colon >= 0 && !IsOptionalPort(host[colon..]))
            throw new EvaluationException($"invalid port {SprigTexts.Quote(host[colon..])} after host");
        var zone = end >= 0 ? host.IndexOf("%25", 0, end, StringComparison.Ordinal) : -1;
        if (zone < 0) return UrlEscapes.Unescape(host, UrlPart.Host);
        var (address, name, rest) = (host[..zone], host[zone..end], host[end..]);
        return UrlEscapes.Unescape(address, UrlPart.Host) + UrlEscapes.Unescape(name, UrlPart.Zone) + UrlEscapes.Unescape(rest, UrlPart.Host);
    }

    private static bool IsOptionalPort(string port) => port.Length == 0 || port[0] == ':' && port.Skip(1).All(char.IsAsciiDigit);

    private static (string Scheme, string Remainder) SchemeOf(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiLetter(text[i]) || i > 0 && (char.IsAsciiDigit(text[i]) || text[i] is '+' or '-' or '.')) continue;
            if (text[i] != ':') break;
            return i > 0 ? (text[..i], text[(i + 1)..]) : throw new EvaluationException("missing protocol scheme");
        }
        return ("", text);
    }

    private static (string Before, string After) Cut(string text, char at) =>
        text.IndexOf(at) is >= 0 and var index ? (text[..index], text[(index + 1)..]) : (text, "");
}
