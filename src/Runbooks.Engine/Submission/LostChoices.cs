using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Submission;

/// <summary>
/// As Argo merges them, a workflow's own parameter takes the place of the one in its <c>workflowTemplateRef</c>, and the values allowed there are lost. A value
/// that isn't one of them goes through, in Argo too, and is told.
/// </summary>
internal static class LostChoices
{
    /// <summary>The parameters with such values, and what is said of each.</summary>
    /// <param name="own">The workflow's.</param>
    /// <param name="other">Those of the document that it refers to.</param>
    public static IEnumerable<(Parameter Parameter, string Message)> In(IReadOnlyList<Parameter> own, IReadOnlyList<Parameter> other) =>
        from parameter in own
        let value = parameter.Value
        where value is not null && parameter.Enum is null
        let allowed = other.FirstOrDefault(each => each.Name == parameter.Name)?.Enum
        where allowed is { Count: > 0 } && !value.Text.Contains("{{", StringComparison.Ordinal) && !allowed.Contains(value)
        select (parameter, $"'{value}' is not one of {string.Join(", ", allowed)}, which the document referred to allows; the workflow's own parameter '{parameter.Name}' says nothing of that and wins, as in Argo");
}
