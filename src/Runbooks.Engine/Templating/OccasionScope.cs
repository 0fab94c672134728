namespace Runbooks.Engine.Templating;

/// <summary>The same variables as another scope's, seen at a certain time.</summary>
internal sealed class OccasionScope(Scope outer, Occasion occasion, bool keepsExpressions = false) : Scope(outer)
{
    public override Occasion Occasion => occasion;

    public override bool KeepsExpressions => keepsExpressions;

    protected override string? FindHere(string name) => null;
}
