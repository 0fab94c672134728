using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Schemas;

namespace Runbooks.Engine.Submission;

/// <summary>Makes a run of a document: its name, its namespace, its arguments.</summary>
public static partial class Submitter
{
    private const int LongestName = 63;

    /// <param name="workflow">A workflow that lint has found no error in.</param>
    /// <param name="id">A new version 7 UUID.</param>
    /// <param name="suffix">Five random characters, for <c>generateName</c>.</param>
    /// <param name="defaultNamespace">Where runs go if neither the document nor the request says.</param>
    public static Submitted Submit(Workflow workflow, RunRequest request, string id, string suffix, string defaultNamespace, DateTimeOffset now)
    {
        var problems = Problems(workflow, request).ToList();
        if (problems.Count > 0) return new Submitted(null, problems);
        var run = new RunIdentity(id, NameOf(workflow.Metadata, request, suffix), request.Namespace ?? workflow.Metadata.Namespace ?? defaultNamespace);
        var started = workflow with
        {
            Metadata = workflow.Metadata with
            {
                Name = run.Name,
                Namespace = run.Namespace,
                Annotations = request.Annotations.Concat(workflow.Metadata.Annotations).DistinctBy(pair => pair.Key).ToDictionary(),
            },
            Spec = workflow.Spec with
            {
                Entrypoint = request.Entrypoint ?? workflow.Spec.Entrypoint,
                Arguments = workflow.Spec.Arguments with { Parameters = [.. workflow.Spec.Arguments.Parameters.Select(parameter => Given(parameter, request))] },
            },
        };
        return new Submitted(new RunSubmitted(now, run, started), []);
    }

    private static string NameOf(Metadata metadata, RunRequest request, string suffix) =>
        request.Name ?? metadata.Name ?? (metadata.GenerateName ?? "run-") + suffix;

    private static Parameter Given(Parameter parameter, RunRequest request) =>
        request.Parameters.TryGetValue(parameter.Name, out var value) ? parameter with { Value = new AnyString(value) }
        : parameter with { Value = parameter.Value ?? parameter.Default };

    private static IEnumerable<string> Problems(Workflow workflow, RunRequest request)
    {
        if (request.Name is { } given && !(given.Length <= LongestName && Name().IsMatch(given)))
            yield return $"the run's name '{given}' can't be used: at most {LongestName} of lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit";
        var known = workflow.Spec.Arguments.Parameters;
        foreach (var name in request.Parameters.Keys.Where(name => !known.Any(parameter => parameter.Name == name)))
            yield return $"the runbook has no parameter '{name}'{DidYouMean.Hint(name, known.Select(parameter => parameter.Name))}";
        foreach (var parameter in known.Select(parameter => Given(parameter, request)))
        {
            if (parameter.Value is null)
                yield return $"parameter '{parameter.Name}' needs a value: -p {parameter.Name}=…{(parameter.Description is { } what ? $" ({what})" : "")}";
            else if (parameter.Enum is { } allowed && !allowed.Contains(parameter.Value))
                yield return $"parameter '{parameter.Name}': '{parameter.Value}' is not one of {string.Join(", ", allowed)}";
        }
        if (request.Entrypoint is { } entrypoint && !workflow.Spec.Templates.Any(template => template.Name == entrypoint))
            yield return $"there is no template '{entrypoint}' to enter at{DidYouMean.Hint(entrypoint, workflow.Spec.Templates.Select(template => template.Name))}";
    }

    /// <summary>What Kubernetes lets a Pod be called.</summary>
    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Name();
}
