using Runbooks.Engine.Expressions.Checking;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>The variables that expressions can read at one place of a document.</summary>
/// <param name="Names">What their names begin with.</param>
/// <param name="Check">What is wrong with a dotted name, or null. Asked only for names that begin with one of those.</param>
/// <param name="TypeOf">What a dotted name without mistakes is, or null if that isn't known.</param>
internal sealed record ExpressionVariables(IReadOnlyCollection<string> Names, Func<string, TagProblem?> Check, Func<string, StaticType?> TypeOf)
{
    /// <summary>These and no others.</summary>
    public static ExpressionVariables Only(IReadOnlyDictionary<string, StaticType> variables, Func<string, string> hint) => new(
        [.. variables.Keys.Select(name => name.Split('.')[0]).Distinct()],
        name => variables.ContainsKey(name) || IsAbove(name, variables.Keys) || IsInMap(name, variables) ? null : new TagProblem($"'{name}' is no variable here{hint(name)}"),
        name => variables.TryGetValue(name, out var type) ? type : IsAbove(name, variables.Keys) ? StaticType.Map : null);

    /// <summary>These but for some, which Argo doesn't know in this expression, though it does in tags.</summary>
    /// <param name="more">Names that mean something elsewhere, and nothing here.</param>
    public ExpressionVariables Without(Func<string, bool> isLeftOut, IEnumerable<string>? more = null)
    {
        var elsewhere = (more ?? []).Except(Names).ToHashSet();
        bool IsElsewhere(string name) => isLeftOut(name) || elsewhere.Contains(name.Split('.')[0]);
        return new ExpressionVariables(
            [.. Names, .. elsewhere],
            name => IsElsewhere(name) ? new TagProblem($"'{name}' is not known in this expression; put its value in with a tag: '{{{{{name}}}}}'") : Check(name),
            name => IsElsewhere(name) ? null : TypeOf(name));
    }

    private static bool IsInMap(string name, IReadOnlyDictionary<string, StaticType> variables) =>
        variables.Any(each => each.Value.MayBe(StaticKinds.Map) && name.StartsWith(each.Key + ".", StringComparison.Ordinal));

    private static bool IsAbove(string name, IEnumerable<string> names) => names.Any(each => each.StartsWith(name + ".", StringComparison.Ordinal));
}
