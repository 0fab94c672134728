using Runbooks.Engine.Runs;

namespace Runbooks.Server.Storage;

/// <summary>Which runs a list shows; null for any.</summary>
public sealed record RunFilter(string? Namespace = null, RunPhase? Phase = null)
{
    /// <summary>Their names begin with it.</summary>
    public string? Prefix { get; init; }

    /// <summary>They were submitted then or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>They ended before that.</summary>
    public DateTimeOffset? EndedBefore { get; init; }

    public LabelSelector Labels { get; init; } = LabelSelector.Everything;

    /// <summary>A condition on rows of <c>runs</c>, and its values from <c>$3</c> on.</summary>
    /// <param name="now">Runs that have been kept as long as they were to be aren't there any more.</param>
    internal (string Condition, IReadOnlyList<object?> Values) Sql(long now)
    {
        var values = new List<object?>();
        var condition = "(expires_at IS NULL OR expires_at > " + Bind(now, values) + ")";
        if (Namespace is not null) condition += $" AND namespace = {Bind(Namespace, values)}";
        if (Phase is { } phase) condition += $" AND phase = {Bind(phase.ToString(), values)}";
        if (Prefix is not null) condition += $" AND substr(name, 1, length({Bind(Prefix, values)})) = {Bind(Prefix, values)}";
        if (Since is { } since) condition += $" AND submitted_at >= {Bind(Row.Time(since), values)}";
        if (EndedBefore is { } ended) condition += $" AND finished_at < {Bind(Row.Time(ended), values)}";
        foreach (var requirement in Labels.Requirements) condition += $" AND {requirement.Sql(value => Bind(value, values))}";
        return (condition, values);
    }

    private static string Bind(object value, List<object?> values)
    {
        values.Add(value);
        return $"${values.Count + 2}";
    }
}
