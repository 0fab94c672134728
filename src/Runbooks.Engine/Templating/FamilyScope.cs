namespace Runbooks.Engine.Templating;

/// <summary>Of another scope's variables those whose names begin with certain words.</summary>
/// <param name="families">Such as <c>steps</c> and <c>workflow.outputs</c>.</param>
internal sealed class FamilyScope(Scope scope, string[] families) : Scope
{
    public override Occasion Occasion => scope.Occasion;

    protected override string? FindHere(string name) => IsOurs(name) ? scope.Find(name) : null;

    protected override bool IsAbsentHere(string name) => IsOurs(name) && scope.IsAbsent(name);

    protected override IEnumerable<string> NamesUnderHere(string name) => IsOurs(name) ? scope.NamesUnder(name) : Above(name);

    protected override bool HasNamesUnderHere(string name) => IsOurs(name) ? scope.HasNamesUnder(name) : Above(name).Any();

    private IEnumerable<string> Above(string name) =>
        families.Where(family => IsPart(name, family) && scope.HasNamesUnder(family)).Select(family => family[(name.Length == 0 ? 0 : name.Length + 1)..].Split('.')[0]);

    private bool IsOurs(string name) => Array.Exists(families, family => name.Length > 0 && IsPart(family, name));

    /// <summary>A name is the other, or stands above it.</summary>
    private static bool IsPart(string above, string name) =>
        above.Length == 0 || (name.StartsWith(above, StringComparison.Ordinal) && (name.Length == above.Length || name[above.Length] == '.'));
}
