namespace Runbooks.Actions;

/// <summary>What is known of a call that changes something. Whatever the step ended as: no retry strategy makes such a call a second time.</summary>
public enum CallFate
{
    /// <summary>It was carried out.</summary>
    Made,

    /// <summary>It may or may not have been carried out.</summary>
    Unknown,
}
