using System.Globalization;
using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Merging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Schemas;

namespace Runbooks.Engine.Submission;

/// <summary>Makes a run of a document: its name, its namespace, its arguments.</summary>
public static partial class Submitter
{
    internal const int LongestName = 63;

    /// <param name="workflow">A workflow that lint has found no error in.</param>
    /// <param name="id">A new version 7 UUID.</param>
    /// <param name="suffix">Five random characters, for <c>generateName</c>.</param>
    /// <param name="defaultNamespace">Where runs go if neither the document nor the request says.</param>
    /// <param name="references">What the workflow needs of other documents.</param>
    public static Submitted Submit(Workflow workflow, RunRequest request, string id, string suffix, string defaultNamespace, DateTimeOffset now, ReferencedDocuments? references = null)
    {
        var others = references ?? ReferencedDocuments.None;
        var asked = Asked(workflow.Spec, request, others.Spec);
        var carriedOut = others.Spec is null ? asked : SpecMerge.Join(asked, others.Spec);
        var problems = Problems(carriedOut, request).ToList();
        if (ArtifactStoreNeed.Of(carriedOut, others.Templates.Values) is { } need) problems.Add(need);
        if (problems.Count > 0) return new Submitted(null, problems);
        carriedOut = carriedOut with { Arguments = carriedOut.Arguments with { Parameters = [.. carriedOut.Arguments.Parameters.Select(WithDefault)] } };
        var run = new RunIdentity(id, NameOf(workflow.Metadata, request, suffix), request.Namespace ?? workflow.Metadata.Namespace ?? defaultNamespace);
        var started = workflow with { Metadata = Metadata(workflow, run, request, now), Spec = others.Spec is null ? carriedOut : asked };
        var stored = others.Spec is null && others.Templates.Count == 0 ? null : new StoredTemplates { Spec = others.Spec is null ? null : carriedOut, Templates = others.Templates };
        return new Submitted(new RunSubmitted(now, run, started) { Stored = stored }, [])
        {
            Warnings = [.. LostChoices.In(asked.Arguments.Parameters.Where(parameter => workflow.Spec.Arguments.Parameters.Any(own => own.Name == parameter.Name)).ToList(), others.Spec?.Arguments.Parameters ?? []).Select(lost => lost.Message)],
        };
    }

    private static Metadata Metadata(Workflow workflow, RunIdentity run, RunRequest request, DateTimeOffset now) => workflow.Metadata with
    {
        Name = run.Name,
        Namespace = run.Namespace,
        Annotations = request.Annotations.Concat(workflow.Metadata.Annotations).Concat(Scheduled(workflow, now)).DistinctBy(pair => pair.Key).ToDictionary(),
        Labels = workflow.Spec.WorkflowTemplateRef is { } reference
            ? new Dictionary<string, string>(workflow.Metadata.Labels) { [reference.ClusterScope ? "workflows.argoproj.io/cluster-workflow-template" : "workflows.argoproj.io/workflow-template"] = reference.Name ?? "" }
            : workflow.Metadata.Labels,
    };

    /// <summary>A run of a CronWorkflow that is started by hand is scheduled for now.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Scheduled(Workflow workflow, DateTimeOffset now) =>
        workflow.Metadata.Labels.ContainsKey(SubmittedFrom.CronLabel) ? [new("workflows.argoproj.io/scheduled-time", now.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture))] : [];

    /// <summary>The document's own spec, with what the request says: arguments of the document that it refers to become its own.</summary>
    private static WorkflowSpec Asked(WorkflowSpec spec, RunRequest request, WorkflowSpec? other)
    {
        var own = spec.Arguments.Parameters;
        var more = other?.Arguments.Parameters.Where(parameter => request.Parameters.ContainsKey(parameter.Name) && !own.Any(mine => mine.Name == parameter.Name)) ?? [];
        return spec with
        {
            Entrypoint = request.Entrypoint ?? spec.Entrypoint,
            Arguments = spec.Arguments with { Parameters = [.. own.Concat(more).Select(parameter => Given(parameter, request.Parameters))] },
        };
    }

    private static string NameOf(Metadata metadata, RunRequest request, string suffix) =>
        request.Name ?? metadata.Name ?? Shortened(metadata.GenerateName ?? "run-", LongestName - suffix.Length) + suffix;

    /// <summary>As Kubernetes does it with names that it generates.</summary>
    private static string Shortened(string prefix, int longest) => prefix.Length <= longest ? prefix : prefix[..longest];

    private static Parameter Given(Parameter parameter, IReadOnlyDictionary<string, string> given) =>
        given.TryGetValue(parameter.Name, out var value) ? parameter with { Value = new AnyString(value) } : parameter;

    /// <summary>The spec with other values for its parameters.</summary>
    internal static WorkflowSpec With(WorkflowSpec spec, IReadOnlyDictionary<string, string> given) =>
        spec with { Arguments = spec.Arguments with { Parameters = [.. spec.Arguments.Parameters.Select(parameter => Given(parameter, given))] } };

    private static Parameter WithDefault(Parameter parameter) => parameter with { Value = parameter.Value ?? parameter.Default };

    private static IEnumerable<string> Problems(WorkflowSpec spec, RunRequest request)
    {
        if (request.Name is { } given && !(given.Length <= LongestName && Name().IsMatch(given)))
            yield return $"the run's name '{given}' can't be used: at most {LongestName} of lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit";
        foreach (var problem in Problems(spec, request.Parameters)) yield return problem;
        if (spec.Entrypoint is null or "")
            yield return $"the runbook doesn't say where to begin; name one of its templates with --entrypoint: {string.Join(", ", spec.Templates.Select(template => template.Name))}";
        if (request.Entrypoint is { } entrypoint && !spec.Templates.Any(template => template.Name == entrypoint))
            yield return $"there is no template '{entrypoint}' to enter at{DidYouMean.Hint(entrypoint, spec.Templates.Select(template => template.Name))}";
    }

    /// <summary>What is wrong with values given for the workflow's parameters: one that it doesn't have, one without a value, a value that isn't allowed.</summary>
    internal static IEnumerable<string> Problems(WorkflowSpec spec, IReadOnlyDictionary<string, string> given)
    {
        var known = spec.Arguments.Parameters;
        foreach (var name in given.Keys.Where(name => !known.Any(parameter => parameter.Name == name)))
            yield return $"the runbook has no parameter '{name}'{DidYouMean.Hint(name, known.Select(parameter => parameter.Name))}";
        foreach (var parameter in known.Select(parameter => WithDefault(Given(parameter, given))))
        {
            if (parameter is { Value: null, ValueFrom: not { ConfigMapKeyRef: not null } })
                yield return $"parameter '{parameter.Name}' needs a value: -p {parameter.Name}=…{(parameter.Description is { } what ? $" ({what})" : "")}";
            else if (parameter is { Value: not null, Enum: { } allowed } && !allowed.Contains(parameter.Value))
                yield return $"parameter '{parameter.Name}': '{parameter.Value}' is not one of {string.Join(", ", allowed)}";
        }
    }

    /// <summary>What Kubernetes lets a Pod be called.</summary>
    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Name();
}
