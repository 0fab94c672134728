namespace Runbooks.Server.Steps.Http;

/// <summary>The bounds of <c>http</c> steps.</summary>
public static class HttpLimits
{
    /// <summary>How long an answer may take if the template doesn't say. Argo waits for ever.</summary>
    public static readonly TimeSpan Timeout = TimeSpan.FromMinutes(10);

    /// <summary>The longest <c>outputs.result</c>, in bytes.</summary>
    public const int Body = 8 * 1024 * 1024;

    /// <summary>As in Go.</summary>
    public const int Redirects = 10;
}
