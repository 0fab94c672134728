using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Templating;

/// <summary>The variables a template can see, by their dotted names; an inner scope hides the outer one.</summary>
public abstract class Scope(Scope? outer = null)
{
    private const string Result = ".outputs.result";

    /// <summary>The variable's value as text, or null if there is none by that name.</summary>
    public string? Find(string name) => FindHere(name) ?? outer?.Find(name);

    /// <summary>The tag's value, or null for one that is not ours to fill in.</summary>
    /// <exception cref="UnresolvedTagException">It means a variable, and there is none by that name here; or it is an expression that gives nothing.</exception>
    public string? Resolve(Tag tag) =>
        tag.Expression is { } expression ? expression.Fill(tag, this)
        : Find(tag.Name) ?? (tag.IsVariable && !tag.MayStay && !KeepsUnresolved && !LetsStay(tag.Name) ? throw new UnresolvedTagException(tag, $"{tag} has no value here{WhyNot(tag.Name)}") : null);

    /// <summary>The variable may be unknown here, as in Argo: its tag then stays as it is.</summary>
    private bool LetsStay(string name) => LetsStayHere(name) || outer?.LetsStay(name) == true;

    private string WhyNot(string name) =>
        IsAbsent(name) ? ": its step was skipped"
        : name.EndsWith(Result, StringComparison.Ordinal) && Find($"{name[..^Result.Length]}.status") is not null ? ": the step has ended without a result; a query that finds nothing gives none"
        : "";

    /// <summary>The variable exists, and its step was skipped: Argo's "absent optional". An argument that is nothing else counts as not given.</summary>
    public bool IsAbsent(string name) => IsAbsentHere(name) || outer?.IsAbsent(name) == true;

    /// <summary>The parts of names that follow a name and a dot: for <c>inputs.parameters</c> those of the inputs; for an empty name those that all names begin with.</summary>
    public IEnumerable<string> NamesUnder(string name) => outer is null ? NamesUnderHere(name) : NamesUnderHere(name).Concat(outer.NamesUnder(name));

    /// <summary>Expressions see the name as a map.</summary>
    public bool HasNamesUnder(string name) => HasNamesUnderHere(name) || outer?.HasNamesUnder(name) == true;

    /// <summary>There is a value by that name, a map of values, or a value that a skipped step didn't give.</summary>
    public bool Has(string name) => Find(name) is not null || HasNamesUnder(name) || IsAbsent(name);

    /// <summary>The variables as an expression sees them, with the time and chance of this place.</summary>
    /// <param name="readsItem">It reads the item of a loop: each item then has chances of its own. What doesn't is the same for all, as in Argo.</param>
    public virtual EvaluationContext ExpressionContext(bool readsItem = true) => (readsItem ? Occasion : SharedOccasion).Context(new ScopeVariables(this));

    /// <summary>What <c>now()</c> and chance are here.</summary>
    public virtual Occasion Occasion => outer?.Occasion ?? Occasion.Unknown;

    /// <summary>The same for all items of a loop.</summary>
    public virtual Occasion SharedOccasion => Occasion;

    /// <summary>A tag that gives nothing stays as it is, as Argo has it in the body of a Pod. Elsewhere it is an error.</summary>
    public virtual bool KeepsUnresolved => outer?.KeepsUnresolved == true;

    protected abstract string? FindHere(string name);

    protected virtual bool LetsStayHere(string name) => false;

    protected virtual bool IsAbsentHere(string name) => false;

    protected virtual IEnumerable<string> NamesUnderHere(string name) => [];

    protected virtual bool HasNamesUnderHere(string name) => NamesUnderHere(name).Any();
}
