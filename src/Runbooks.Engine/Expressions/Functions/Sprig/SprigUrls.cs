using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using Map = System.Collections.Generic.IReadOnlyDictionary<string, object?>;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigUrls
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("urlParse", (string url) => Parts(Parse(url, "url"))),
        Function("urlJoin", (Map parts) => Joined(parts).ToString()),
    ];

    private static MapValue Parts(GoUrl url) => new()
    {
        ["scheme"] = url.Scheme,
        ["host"] = url.Host,
        ["hostname"] = url.HostName,
        ["path"] = url.Path,
        ["query"] = url.Query,
        ["opaque"] = url.Opaque,
        ["fragment"] = url.Fragment,
        ["userinfo"] = url.UserInfo,
    };

    private static GoUrl Joined(Map parts)
    {
        var url = new GoUrl
        {
            Scheme = Text(parts, "scheme"),
            Host = Text(parts, "host"),
            Path = Text(parts, "path"),
            Query = Text(parts, "query"),
            Opaque = Text(parts, "opaque"),
            Fragment = Text(parts, "fragment"),
        };
        var user = Text(parts, "userinfo");
        return user.Length == 0 ? url : url with { User = Parse($"proto://{user}@host", "userinfo in dict").User };
    }

    private static GoUrl Parse(string text, string what)
    {
        try
        {
            return GoUrl.Parse(text);
        }
        catch (EvaluationException wrong)
        {
            throw new EvaluationException($"unable to parse {what}: {wrong.Message}");
        }
    }

    private static string Text(Map parts, string name) => parts.TryGetValue(name, out var part)
        ? part as string ?? throw NoText(name, part)
        : "";

    private static EvaluationException NoText(string name, object? part) =>
        new($"unable to parse {name} key, must be of type string, but {GoType.ReflectKind(part)} found");
}
