namespace Runbooks.Engine.Templating;

/// <summary>A tag names something that has no value, or is an expression that gives none.</summary>
public sealed class UnresolvedTagException(Tag tag, string message) : Exception(message)
{
    public UnresolvedTagException(Tag tag) : this(tag, $"{tag} has no value here")
    {
    }

    public Tag Tag { get; } = tag;
}
