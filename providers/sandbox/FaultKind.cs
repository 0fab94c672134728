namespace Runbooks.Providers.Sandbox;

/// <summary>What a <see cref="Fault"/> does to a request.</summary>
public enum FaultKind
{
    /// <summary>An AWS error instead of the effect.</summary>
    Error,

    /// <summary>A broken connection instead of the effect.</summary>
    DropBeforeEffect,

    /// <summary>A broken connection after the effect, instead of the answer.</summary>
    DropAfterEffect,

    /// <summary>A wait before the effect.</summary>
    Delay,
}
