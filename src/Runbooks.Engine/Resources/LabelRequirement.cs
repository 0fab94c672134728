using System.Globalization;

namespace Runbooks.Engine.Resources;

/// <summary>One term of a <see cref="LabelSelector"/>.</summary>
public sealed record LabelRequirement
{
    private readonly LabelOperator _operator;

    internal LabelRequirement(string key, LabelOperator @operator, IReadOnlyList<string> values, string text) =>
        (Key, _operator, Values, Text) = (key, @operator, values, text);

    public string Key { get; }

    /// <summary>Of <c>=</c>, <c>!=</c>, <c>&gt;</c> and <c>&lt;</c> the one value; none for existence.</summary>
    public IReadOnlyList<string> Values { get; }

    /// <summary>As Kubernetes prints it: <c>status.failed&gt;1</c>, <c>status.phase in (Error,Failed)</c>.</summary>
    public string Text { get; }

    /// <param name="value">What stands under the key; null if there is nothing.</param>
    public bool Holds(string? value) => _operator switch
    {
        LabelOperator.Exists => value is not null,
        LabelOperator.DoesNotExist => value is null,
        LabelOperator.In => value is not null && Values.Contains(value),
        LabelOperator.NotIn => value is null || !Values.Contains(value),
        LabelOperator.GreaterThan => Number(value) > Number(Values[0]),
        LabelOperator.LessThan => Number(value) < Number(Values[0]),
        _ => throw new InvalidOperationException($"no way to judge {_operator}"),
    };

    // What is no whole number is neither greater nor less than anything.
    private static long? Number(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
