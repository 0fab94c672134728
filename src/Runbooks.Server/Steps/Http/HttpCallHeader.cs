namespace Runbooks.Server.Steps.Http;

/// <param name="IsSecret">Its value comes from a Secret.</param>
internal sealed record HttpCallHeader(string Name, string Value, bool IsSecret)
{
    private static readonly string[] Credentials = ["Authorization", "Www-Authenticate", "Cookie", "Cookie2", "Proxy-Authorization", "Host"];

    /// <summary>It must not be told to another server.</summary>
    public bool IsBoundToHost => IsSecret || Credentials.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>It says something of the body.</summary>
    public bool IsOfContent => Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
