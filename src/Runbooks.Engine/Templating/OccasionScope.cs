namespace Runbooks.Engine.Templating;

/// <summary>The same variables as another scope's, read at a certain time for a certain purpose.</summary>
/// <param name="now">When.</param>
/// <param name="purpose">What for: each purpose has random values of its own.</param>
/// <param name="keepsUnresolved">A tag that gives nothing stays as it is.</param>
internal sealed class OccasionScope(Scope outer, DateTimeOffset now, string purpose, bool keepsUnresolved = false) : Scope(outer)
{
    private readonly Scope _outer = outer;

    public override Occasion Occasion => field ??= _outer.Occasion.For(purpose, now);

    public override bool KeepsUnresolved => keepsUnresolved;

    protected override string? FindHere(string name) => null;
}
