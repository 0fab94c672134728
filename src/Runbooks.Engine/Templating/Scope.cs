namespace Runbooks.Engine.Templating;

/// <summary>The variables a template can see, by their dotted names; an inner scope hides the outer one.</summary>
public abstract class Scope(Scope? outer = null)
{
    /// <summary>The variable's value as text, or null if there is none by that name.</summary>
    public string? Find(string name) => FindHere(name) ?? outer?.Find(name);

    /// <exception cref="UnresolvedTagException">There is no variable by the tag's name.</exception>
    public string Resolve(Tag tag) => Find(tag.Name) ?? throw new UnresolvedTagException(tag);

    protected abstract string? FindHere(string name);
}
