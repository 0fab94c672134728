namespace Runbooks.Engine.Templating;

/// <summary>The variables a template can see, by their dotted names; an inner scope hides the outer one.</summary>
public abstract class Scope(Scope? outer = null)
{
    /// <summary>The variable's value as text, or null if there is none by that name.</summary>
    public string? Find(string name) => FindHere(name) ?? outer?.Find(name);

    /// <summary>The tag's value, or null for one that is not ours to fill in.</summary>
    /// <exception cref="UnresolvedTagException">It means a variable, and there is none by that name here.</exception>
    public string? Resolve(Tag tag) => Find(tag.Name) ?? (tag.IsVariable ? throw new UnresolvedTagException(tag) : null);

    /// <summary>The variable exists, and its step was skipped: Argo's "absent optional". An argument that is nothing else counts as not given.</summary>
    public bool IsAbsent(string name) => IsAbsentHere(name) || outer?.IsAbsent(name) == true;

    protected abstract string? FindHere(string name);

    protected virtual bool IsAbsentHere(string name) => false;
}
