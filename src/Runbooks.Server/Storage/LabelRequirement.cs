namespace Runbooks.Server.Storage;

/// <summary>What a label has to be: one of some values or, if <paramref name="IsExcluded"/>, none of them; without values: it is there, or isn't.</summary>
public sealed record LabelRequirement(string Key, IReadOnlyList<string> Values, bool IsExcluded)
{
    /// <param name="bind">Gives the name of a value's parameter.</param>
    internal string Sql(Func<string, string> bind)
    {
        // As in Kubernetes, a run that lacks the label has none of its values.
        var value = $"(SELECT value FROM json_each(labels) WHERE key = {bind(Key)})";
        if (Values.Count == 0) return $"{value} IS {(IsExcluded ? "" : "NOT ")}NULL";
        var any = $"coalesce({value} IN ({string.Join(", ", Values.Select(bind))}), 0)";
        return IsExcluded ? $"NOT {any}" : any;
    }
}
