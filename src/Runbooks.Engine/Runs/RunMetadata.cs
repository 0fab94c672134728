using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>A run's labels and annotations: the document's, with what <c>workflowMetadata</c> puts over them as the run starts.</summary>
internal static partial class RunMetadata
{
    private const int LongestValue = 63;

    /// <exception cref="StepInputException">A value can't be told, or can't be that of a label.</exception>
    public static void Fill(RunState run, WorkflowMetadata more)
    {
        var labels = new Dictionary<string, string>(run.Metadata.Labels, StringComparer.Ordinal);
        var annotations = new Dictionary<string, string>(run.Metadata.Annotations, StringComparer.Ordinal);
        foreach (var (name, text) in more.Labels ?? None) labels[name] = Valid(Filled(text, run.Global), name);
        foreach (var (name, text) in more.Annotations ?? None) annotations[name] = Filled(text, run.Global);
        run.Metadata = run.Metadata with { Labels = labels, Annotations = annotations };
        foreach (var (name, from) in more.LabelsFrom ?? new Dictionary<string, LabelValueFrom>()) labels[name] = Valid(Value(from.Expression, name, run.Global), name);
    }

    private static Dictionary<string, string> None { get; } = [];

    /// <summary>A text whose tags mean nothing stays as it is.</summary>
    private static string Filled(string text, Scope scope)
    {
        try { return TextTemplate.Parse(text).Fill(scope); }
        catch (UnresolvedTagException) { return text; }
    }

    private static string Value(string expression, string label, Scope scope)
    {
        try
        {
            return ScopedExpression.TryParse(expression, ExpressionPlace.LabelsFrom, out var parsed, out var error)
                ? parsed.Value(scope) as string ?? throw new StepInputException($"failed to evaluate label \"{label}\" expression \"{expression}\": it must give a text")
                : throw new StepInputException($"failed to compile function for expression \"{expression}\": {error.Message}");
        }
        catch (Exception wrong) when (wrong is ConditionException or UnresolvedTagException)
        {
            throw new StepInputException($"failed to evaluate label \"{label}\" expression \"{expression}\": {wrong.Message}");
        }
    }

    private static string Valid(string value, string label) => value.Length <= LongestValue && LabelValue().IsMatch(value) ? value
        : throw new StepInputException($"invalid label value \"{value}\" for label \"{label}\": at most {LongestValue} letters, digits, '-', '_' and '.', beginning and ending with a letter or digit");

    [GeneratedRegex(@"^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex LabelValue();
}
