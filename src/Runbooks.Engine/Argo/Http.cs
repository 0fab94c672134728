using System.ComponentModel;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>HTTP</c>: a request that the engine makes itself.</summary>
public sealed record Http
{
    /// <summary>The address.</summary>
    public required string Url { get; init; }

    /// <summary>The request's method.</summary>
    [DefaultValue("GET")]
    public string? Method { get; init; }

    /// <summary>Sent with it.</summary>
    public IReadOnlyList<HttpHeader> Headers { get; init; } = [];

    /// <summary>What is sent.</summary>
    public string? Body { get; init; }

    /// <summary>What is sent, as bytes.</summary>
    public HttpBodySource? BodyFrom { get; init; }

    /// <summary>How long the answer may take.</summary>
    public long? TimeoutSeconds { get; init; }

    /// <summary>An expression over <c>request</c> and <c>response</c>; if it isn't given, a status of 200 to 299 is a success.</summary>
    public string? SuccessCondition { get; init; }

    /// <summary>Trusts any certificate.</summary>
    public bool InsecureSkipVerify { get; init; }
}
