namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>GitArtifact</c>: a checkout.</summary>
public sealed record GitArtifact
{
    /// <summary>The repository's address.</summary>
    public required string Repo { get; init; }

    /// <summary>A branch, tag or commit.</summary>
    public string? Revision { get; init; }

    /// <summary>The branch, with <c>singleBranch</c>.</summary>
    public string? Branch { get; init; }

    /// <summary>Fetches the one branch only.</summary>
    public bool SingleBranch { get; init; }

    /// <summary>How many commits are fetched.</summary>
    public int? Depth { get; init; }

    /// <summary>More references to fetch.</summary>
    public IReadOnlyList<string> Fetch { get; init; } = [];

    /// <summary>The user's name.</summary>
    public SecretKeySelector? UsernameSecret { get; init; }

    /// <summary>The user's password.</summary>
    public SecretKeySelector? PasswordSecret { get; init; }

    /// <summary>The SSH key.</summary>
    public SecretKeySelector? SshPrivateKeySecret { get; init; }

    /// <summary>Trusts any SSH host.</summary>
    public bool InsecureIgnoreHostKey { get; init; }

    /// <summary>Trusts any TLS certificate.</summary>
    public bool InsecureSkipTLS { get; init; }

    /// <summary>Leaves submodules out.</summary>
    public bool DisableSubmodules { get; init; }
}
