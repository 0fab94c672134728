using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>An <c>http</c> template is a request that can be made.</summary>
internal static class HttpRequests
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.Http is { } http)
                CheckRequest(context, http, $"{site.Path}.http");
    }

    private static void CheckRequest(LintContext context, Argo.Http http, string path)
    {
        if (!TextTemplate.MayHaveTags(http.Url) && http.Url.Length > 0 && !IsAddress(http.Url))
            context.Warning($"{path}.url", $"'{http.Url}' is no address that a request can go to; it begins with http:// or https://", "invalid-url");
        if (http.Method is { Length: > 0 } method && !TextTemplate.MayHaveTags(method) && !method.All(char.IsAsciiLetter))
            context.Warning($"{path}.method", $"'{method}' is no method of HTTP such as GET or POST", "invalid-method");
        if (http.TimeoutSeconds <= 0)
            context.Warning($"{path}.timeoutSeconds", "an answer needs some time: 'timeoutSeconds' is at least 1", "invalid-timeout");
        CheckBody(context, http, path);
        for (var i = 0; i < http.Headers.Count; i++) CheckHeader(context, http.Headers[i], $"{path}.headers[{i}]");
    }

    private static void CheckBody(LintContext context, Argo.Http http, string path)
    {
        if (http.BodyFrom?.Bytes is not { } bytes) return;
        if (http.Body is { Length: > 0 }) context.Warning($"{path}.body", "'bodyFrom' wins over 'body': this one is not sent", "unused-body");
        if (!TextTemplate.MayHaveTags(bytes) && !Convert.TryFromBase64String(bytes, new byte[bytes.Length], out _))
            context.Error($"{path}.bodyFrom.bytes", "'bytes' is base64, and this is not", "invalid-base64");
    }

    private static void CheckHeader(LintContext context, HttpHeader header, string path)
    {
        if (header is { Value.Length: > 0, ValueFrom.SecretKeyRef: not null })
            context.Warning($"{path}.value", $"the header '{header.Name}' has a value from a Secret, too, which wins", "unused-value");
        if (header is { ValueFrom: null, Value.Length: > 0 } && header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && !TextTemplate.MayHaveTags(header.Value))
            context.Warning($"{path}.value", "a credential in the document is seen by everyone who sees the run; keep it in a Secret: valueFrom.secretKeyRef", "secret-in-document");
    }

    private static bool IsAddress(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");
}
