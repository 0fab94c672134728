namespace Runbooks.Kubernetes.Clusters;

/// <summary>What a failed call of the Kubernetes API means for the caller.</summary>
internal enum ApiFailureKind
{
    /// <summary>The server said no, and will say so again.</summary>
    Refused,
    NotFound,
    AlreadyExists,

    /// <summary>The object has changed since it was read.</summary>
    Conflict,

    /// <summary>The resource version asked for is gone: list again.</summary>
    Expired,
    Unauthorized,

    /// <summary>RBAC denies it.</summary>
    Forbidden,

    /// <summary>A quota leaves no room now, perhaps later.</summary>
    OverQuota,

    /// <summary>The service account isn't there; in a new namespace it is about to be made.</summary>
    NoAccount,

    /// <summary>Throttled, timed out or failed inside the server: try again.</summary>
    Transient,

    /// <summary>No answer at all: try again.</summary>
    Unreachable,
}
