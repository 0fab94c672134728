namespace Runbooks.Engine.Templating;

/// <summary>A tag names something that has no value.</summary>
public sealed class UnresolvedTagException(Tag tag) : Exception($"{tag} has no value here")
{
    public Tag Tag { get; } = tag;
}
