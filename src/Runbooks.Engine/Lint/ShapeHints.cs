using System.Text.RegularExpressions;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Mistakes of shape that are made again and again: says what to write.</summary>
internal static partial class ShapeHints
{
    /// <summary>What Argo 4 took out, by where it stood, and what is written for it.</summary>
    private static readonly Dictionary<(string In, string Field), string> Removed = new()
    {
        [("CronWorkflowSpec", "schedule")] = "schedules: [\"…\"]",
        [("Synchronization", "mutex")] = "mutexes: [{name: …}]",
        [("Synchronization", "semaphore")] = "semaphores: [{configMapKeyRef: {name: …, key: …}}]",
    };

    /// <param name="providers">What may stand under <c>plugin</c>.</param>
    public static Problem Add(Problem problem, YamlDocument document, IEnumerable<string> providers)
    {
        if (problem.Rule == "unknown-field") return OfField(problem, providers);
        if (problem.Rule != "wrong-type" || Hint(problem.Path, document.Find(problem.Path)) is not { } hint) return problem;
        return problem with { Message = $"{problem.Message}; {hint}" };
    }

    private static Problem OfField(Problem problem, IEnumerable<string> providers)
    {
        if (FieldIn().Match(problem.Message) is not { Success: true } match) return problem;
        var (field, shape) = (match.Groups["field"].Value, match.Groups["in"].Value);
        if (Removed.TryGetValue((shape, field), out var instead))
            return problem with { Message = $"'{field}' was removed in Argo 4; write '{instead}'", Rule = "removed-field" };
        if (field == "resubmitPendingPods")
            return problem with { Message = "'resubmitPendingPods' was removed in Argo 4, and so is what it did; leave it out, or write 'retryStrategy'", Rule = "removed-field" };
        return shape == "Template" && providers.Contains(field) ? problem with { Message = $"'{field}' stands under 'plugin': write 'plugin: {{{field}: {{…}}}}'" } : problem;
    }

    private static string? Hint(string path, YamlNode? node) => (path, node) switch
    {
        (_, YamlMapping) when Group().IsMatch(path) => "a group of steps is a list in the list: write '- - name: …'",
        (_, YamlScalar { Value: string text }) when Words().IsMatch(path) && !TextTemplate.MayHaveTags(text) => $"write [{string.Join(", ", text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))}]",
        (_, YamlSequence) when path.EndsWith(".withParam", StringComparison.Ordinal) => "a list that is written out stands in 'withItems'",
        _ => null,
    };

    [GeneratedRegex(@"^unknown field '(?<field>[^']*)' in (?<in>\w+)")]
    private static partial Regex FieldIn();

    [GeneratedRegex(@"\.steps\[\d+\]\z")]
    private static partial Regex Group();

    [GeneratedRegex(@"\.(command|args)\z")]
    private static partial Regex Words();
}
