namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>LabelValueFrom</c>.</summary>
public sealed record LabelValueFrom
{
    /// <summary>Gives the label's value.</summary>
    public required string Expression { get; init; }
}
