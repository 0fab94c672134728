namespace Runbooks.Actions;

/// <summary>What is known of a call that changes something. Whatever the step ended as: no retry strategy makes such a call a second time.</summary>
public enum CallFate
{
    /// <summary>It was carried out.</summary>
    Made,

    /// <summary>It may or may not have been carried out.</summary>
    Unknown,

    /// <summary>
    /// It may be made again: it was turned down, or never left. That holds for this life of the process only, and is nothing that a node keeps: where
    /// an earlier life had announced the call, its outcome stays unknown.
    /// </summary>
    Repeatable,
}
