using System.Text.RegularExpressions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Expressions.Checking;

namespace Runbooks.Engine.Lint.Variables;

/// <summary>The fields that are expressions as a whole: what each can read, and what it must give.</summary>
/// <param name="Result">Null if anything will do.</param>
internal sealed partial record ExpressionField(ExpressionPlace Place, StaticType? Result)
{
    private static readonly (Regex Path, ExpressionField Field)[] Fields =
    [
        (RetryStrategy(), new(ExpressionPlace.RetryStrategy, StaticType.Bool)),
        (Hook(), new(ExpressionPlace.Hook, StaticType.Bool)),
        (ValueFrom(), new(ExpressionPlace.ValueFrom, null)),
        (FromExpression(), new(ExpressionPlace.FromExpression, StaticType.Map)),
        (LabelsFrom(), new(ExpressionPlace.LabelsFrom, StaticType.String)),
        (SuccessCondition(), new(ExpressionPlace.HttpSuccessCondition, StaticType.Bool)),
        (Transformation(), new(ExpressionPlace.DataTransformation, null)),
    ];

    private static readonly Dictionary<string, StaticType> OfRetries = new()
    {
        ["retries"] = StaticType.String,
        ["lastRetry.exitCode"] = StaticType.String,
        ["lastRetry.status"] = StaticType.String,
        ["lastRetry.duration"] = StaticType.String,
        ["lastRetry.message"] = StaticType.String,
    };

    private static readonly Dictionary<string, StaticType> OfRequests = new()
    {
        ["request.method"] = StaticType.String,
        ["request.url"] = StaticType.String,
        ["request.body"] = StaticType.String,
        ["request.bodyBytes"] = StaticType.Unknown,
        ["request.headers"] = StaticType.Map,
        ["response.statusCode"] = StaticType.Int,
        ["response.body"] = StaticType.String,
        ["response.headers"] = StaticType.Map,
    };

    private static readonly Dictionary<string, StaticType> OfData = new() { ["data"] = StaticType.AnyList };

    /// <summary>The field at a path, or null if it is no expression.</summary>
    public static ExpressionField? At(string path) =>
        path.EndsWith("xpression", StringComparison.Ordinal) || path.EndsWith("successCondition", StringComparison.Ordinal) ? Fields.FirstOrDefault(each => each.Path.IsMatch(path)).Field : null;

    /// <summary>What is wrong with an expression without tags.</summary>
    public IEnumerable<TagProblem> Check(string text, Vocabulary vocabulary) => ExpressionCheck.Check(text, Place, Variables(vocabulary), Result);

    private ExpressionVariables Variables(Vocabulary vocabulary) => Place switch
    {
        ExpressionPlace.RetryStrategy => Only(OfRetries, vocabulary),
        ExpressionPlace.HttpSuccessCondition => Only(OfRequests, vocabulary),
        ExpressionPlace.DataTransformation => Only(OfData, vocabulary),
        ExpressionPlace.ValueFrom or ExpressionPlace.FromExpression => vocabulary.Variables.Without(name =>
            (name == "workflow" || name.StartsWith("workflow.", StringComparison.Ordinal)) && !name.StartsWith("workflow.outputs", StringComparison.Ordinal) || name is "node.name" or "pod.name"),
        _ => vocabulary.Variables,
    };

    private static ExpressionVariables Only(Dictionary<string, StaticType> variables, Vocabulary vocabulary) =>
        ExpressionVariables.Only(variables, name => vocabulary.Context.Hint(name, variables.Keys)).Without(_ => false, vocabulary.Variables.Names);

    private const string Template = @"^spec(\.workflowSpec)?(\.templateDefaults|\.templates\[\d+\])((\.steps\[\d+\]\[\d+\]|\.dag\.tasks\[\d+\])\.inline)*";
    private const string Hooked = @"\.hooks(\.[^.\[\]]+|\['.*'\])\.expression\z";
    private const string Artifact = @"\.artifacts\[\d+\]\.fromExpression\z";

    [GeneratedRegex(@"^spec(\.workflowSpec)?\.retryStrategy\.expression\z|" + Template + @"(\.containerSet)?\.retryStrategy\.expression\z")]
    private static partial Regex RetryStrategy();

    [GeneratedRegex(@"^spec(\.workflowSpec)?" + Hooked + "|" + Template + @"(\.steps\[\d+\]\[\d+\]|\.dag\.tasks\[\d+\])" + Hooked)]
    private static partial Regex Hook();

    [GeneratedRegex(Template + @"\.outputs\.parameters\[\d+\]\.valueFrom\.expression\z")]
    private static partial Regex ValueFrom();

    [GeneratedRegex(Template + @"(\.outputs|(\.steps\[\d+\]\[\d+\]|\.dag\.tasks\[\d+\])\.arguments)" + Artifact)]
    private static partial Regex FromExpression();

    [GeneratedRegex(@"^spec(\.workflowSpec)?\.workflowMetadata\.labelsFrom(\.[^.\[\]]+|\['.*'\])\.expression\z")]
    private static partial Regex LabelsFrom();

    [GeneratedRegex(Template + @"\.http\.successCondition\z")]
    private static partial Regex SuccessCondition();

    [GeneratedRegex(Template + @"\.data\.transformation\[\d+\]\.expression\z")]
    private static partial Regex Transformation();
}
