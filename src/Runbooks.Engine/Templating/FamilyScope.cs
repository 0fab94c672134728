namespace Runbooks.Engine.Templating;

/// <summary>Of another scope's variables those whose names begin with certain words.</summary>
internal sealed class FamilyScope(Scope scope, string[] families) : Scope
{
    public override Occasion Occasion => scope.Occasion;

    protected override string? FindHere(string name) => IsOurs(name) ? scope.Find(name) : null;

    protected override bool IsAbsentHere(string name) => IsOurs(name) && scope.IsAbsent(name);

    protected override IEnumerable<string> NamesUnderHere(string name) => name.Length == 0 ? families.Where(scope.HasNamesUnder) : IsOurs(name) ? scope.NamesUnder(name) : [];

    protected override bool HasNamesUnderHere(string name) => IsOurs(name) && scope.HasNamesUnder(name);

    private bool IsOurs(string name) => Array.Exists(families, family => name.StartsWith(family, StringComparison.Ordinal) && (name.Length == family.Length || name[family.Length] == '.'));
}
