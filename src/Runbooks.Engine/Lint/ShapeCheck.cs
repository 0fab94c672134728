using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Holds a document against the language's schema, and makes records of it as far as its shape allows.</summary>
internal static class ShapeCheck
{
    private static readonly string[] RulesAboutKeys = ["unknown-field", "unsupported-field"];

    /// <param name="problems">What was found, for the passes that come after.</param>
    /// <returns>Null if there is no telling what the document means: a wrong type or nothing in a list, or a field that is not supported yet.</returns>
    public static Workflow? Check(YamlDocument document, Schema schema, FindingList findings, out IReadOnlyList<Problem> problems)
    {
        problems = [.. SchemaCheck.Check(document.ToJson(), schema, TagUse.InText).Select(AboutProvider)];
        foreach (var problem in problems)
        {
            var at = RulesAboutKeys.Contains(problem.Rule) ? document.KeyPositionOf(problem.Path) : document.PositionOf(problem.Path);
            findings.Add(at, problem.Path, problem.Message, problem.Rule, problem.Severity);
        }
        return problems.Any(problem => problem.Rule is "unsupported-field" or "empty-item") ? null : Bind(document, problems);
    }

    /// <summary>Values of a wrong type are left out, so that everything else can still be looked at.</summary>
    private static Workflow? Bind(YamlDocument document, IReadOnlyList<Problem> problems)
    {
        var wrong = problems.Where(problem => problem.Rule == "wrong-type").Select(problem => document.Find(problem.Path)).OfType<YamlNode>();
        var without = new HashSet<YamlNode>(wrong, ReferenceEqualityComparer.Instance);
        return document.Root.ToJson(without) is { } json ? ArgoBinding.TryBind(json) : null;
    }

    private static Problem AboutProvider(Problem problem) =>
        problem.Rule == "unknown-field" && problem.Message.Contains("' in plugin", StringComparison.Ordinal)
            ? problem with { Message = problem.Message.Replace("unknown field", "unknown provider", StringComparison.Ordinal), Rule = "unknown-provider" }
            : problem;
}
