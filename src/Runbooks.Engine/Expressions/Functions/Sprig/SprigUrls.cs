using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static partial class SprigUrls
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("urlParse", (string url) => Parse(url)),
        Function("urlJoin", (Map parts) => Join(parts)),
    ];

    /// <summary>RFC 3986, appendix B; a scheme without slashes after it makes the rest opaque.</summary>
    [GeneratedRegex(@"^(?:(?<scheme>[A-Za-z][A-Za-z0-9+.-]*):)?(?://(?:(?<userinfo>[^@/?#]*)@)?(?<host>[^/?#]*))?(?<path>[^?#]*)(?:\?(?<query>[^#]*))?(?:#(?<fragment>.*))?\z", RegexOptions.NonBacktracking | RegexOptions.Singleline)]
    private static partial Regex Url();

    private static MapValue Parse(string url)
    {
        if (url.Any(c => c < ' ' || c == 0x7f)) throw new EvaluationException($"unable to parse url: parse {SprigTexts.Quote(url)}: net/url: invalid control character in URL");
        if (url.StartsWith(':')) throw new EvaluationException($"unable to parse url: parse {SprigTexts.Quote(url)}: missing protocol scheme");
        var match = Url().Match(url);
        var (scheme, host, path) = (Part("scheme").ToLowerInvariant(), Part("host"), Part("path"));
        var isOpaque = scheme.Length > 0 && !match.Groups["host"].Success && path.Length > 0 && path[0] != '/';
        return new MapValue
        {
            ["scheme"] = scheme,
            ["host"] = host,
            ["hostname"] = HostName(host),
            ["path"] = isOpaque ? "" : Uri.UnescapeDataString(path),
            ["query"] = Part("query"),
            ["opaque"] = isOpaque ? path : "",
            ["fragment"] = Uri.UnescapeDataString(Part("fragment")),
            ["userinfo"] = Part("userinfo"),
        };

        string Part(string name) => match.Groups[name].Value;
    }

    private static string HostName(string host)
    {
        if (host.StartsWith('[') && host.IndexOf(']') is > 0 and var end) return host[1..end];
        var colon = host.LastIndexOf(':');
        return colon < 0 ? host : host[..colon];
    }

    private static string Join(Map parts)
    {
        var (scheme, host, path, opaque) = (Text(parts, "scheme"), Text(parts, "host"), Text(parts, "path"), Text(parts, "opaque"));
        var (userinfo, query, fragment) = (Text(parts, "userinfo"), Text(parts, "query"), Text(parts, "fragment"));
        var url = scheme.Length > 0 ? scheme + ":" : "";
        if (opaque.Length > 0) url += opaque;
        else
        {
            if (host.Length > 0 || userinfo.Length > 0) url += "//" + (userinfo.Length > 0 ? userinfo + "@" : "") + host;
            if (host.Length > 0 && path.Length > 0 && path[0] != '/') url += "/";
            url += string.Join('/', path.Split('/').Select(Escape));
        }
        return url + (query.Length > 0 ? "?" + query : "") + (fragment.Length > 0 ? "#" + Escape(fragment) : "");
    }

    private static string Escape(string text) => Kept().Replace(text, match => Uri.EscapeDataString(match.Value));

    /// <summary>What a path can't hold as it is.</summary>
    [GeneratedRegex(@"[^A-Za-z0-9\-_.~$&+:=@,;!'()*/?]+")]
    private static partial Regex Kept();

    private static string Text(Map parts, string name) => parts.GetValueOrDefault(name) switch
    {
        null => "",
        string text => text,
        var other => throw new EvaluationException($"unable to parse {name} key, must be of type string, but {GoType.ReflectKind(other)} found"),
    };
}
