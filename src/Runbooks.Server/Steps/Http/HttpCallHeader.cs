using System.Buffers;

namespace Runbooks.Server.Steps.Http;

/// <summary>A header of an <c>http</c> step's request.</summary>
internal sealed record HttpCallHeader(string Name, string Value)
{
    /// <summary>What any server may be told: how the answer is to look, and who asks.</summary>
    private static readonly string[] Harmless = ["Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Cache-Control", "User-Agent"];

    /// <summary>Go's client takes these from the request itself and passes over what is written.</summary>
    private static readonly string[] OfTheRequest = ["Content-Length", "Transfer-Encoding", "Trailer"];

    private static readonly SearchValues<char> NameCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    /// <summary>It must not be told to another server: any header may hold a key.</summary>
    public bool IsBoundToHost => !IsOfContent && !Harmless.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>It says something of the body.</summary>
    public bool IsOfContent => Name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);

    public bool IsHost => Name.Equals("Host", StringComparison.OrdinalIgnoreCase);

    public bool IsSent => !OfTheRequest.Contains(Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>Why it can't be sent, in Go's sense of HTTP; null if it can. The value is not shown: it may be a secret.</summary>
    public string? Complaint =>
        Name.Length == 0 || Name.AsSpan().ContainsAnyExcept(NameCharacters) ? "its name is not of HTTP's form"
        : Value.AsSpan().TrimEnd("\r\n").Length < Value.Length ? "its value ends with a line break"
        : Value.AsSpan().ContainsAny('\r', '\n') ? "its value has a line break"
        : Value.Any(letter => char.IsControl(letter) && letter is not '\t' && letter < 0x80) ? "its value has a control character"
        : IsHost && (Value.Length == 0 || Uri.CheckHostName(HostOf(Value)) == UriHostNameType.Unknown) ? "its value is no host"
        : null;

    private static string HostOf(string value) => value.StartsWith('[') ? value[..(value.IndexOf(']') + 1)] : value.Split(':')[0];
}
