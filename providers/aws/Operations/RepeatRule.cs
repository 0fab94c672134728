namespace Runbooks.Providers.Aws.Operations;

/// <summary>What may be done when it isn't known whether a call was carried out: the process died, or the answer was lost.</summary>
internal enum RepeatRule
{
    /// <summary>It changes nothing: call again.</summary>
    Read,

    /// <summary>Call again with the same client token: AWS carries it out once.</summary>
    SameToken,

    /// <summary>Carrying it out twice is the same as once: call again.</summary>
    Idempotent,

    /// <summary>It moves instances from one state to another: look at their states, and call for those still in the first.</summary>
    ByInstanceState,

    /// <summary>Nobody can know: end with "outcome unknown".</summary>
    Never,
}
