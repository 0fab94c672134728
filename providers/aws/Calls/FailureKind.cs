namespace Runbooks.Providers.Aws.Calls;

/// <summary>What a failed call says about whether it was carried out.</summary>
internal enum FailureKind
{
    /// <summary>AWS looked at it and said no.</summary>
    Refused,

    /// <summary>AWS doesn't know who we are.</summary>
    NotAuthenticated,

    /// <summary>AWS turned it away unseen: too many calls.</summary>
    Throttled,

    /// <summary>No connection was made.</summary>
    NotSent,

    /// <summary>It was sent, and no answer came, or none that says anything: it may or may not have been carried out.</summary>
    AnswerLost,

    /// <summary>A dry run that would have succeeded.</summary>
    DryRunPassed,
}
