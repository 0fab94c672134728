using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Engine.Submission;

/// <summary>Why a run can't do without an artifact store. There is none yet, so such a run is refused before anything of it starts.</summary>
internal static class ArtifactStoreNeed
{
    private const string Parameters = "hand a small file on as an output parameter with 'valueFrom.path'";
    private const string Raw = "give a small content as 'raw', or let the step fetch it";

    /// <summary>The first reason, in one line, with the way round it; or null if it needs none.</summary>
    /// <param name="templates">Those of other documents that the run may call.</param>
    public static string? Of(WorkflowSpec spec, IEnumerable<Template> templates)
    {
        var all = spec.Templates.Concat(templates).SelectMany(WithInline).ToList();
        var reasons = Stored(spec.Arguments.Artifacts, "the workflow").Concat(all.SelectMany(Of)).Distinct().ToList();
        return reasons.Count switch
        {
            0 => null,
            1 => reasons[0],
            _ => $"{reasons[0]}; so it is with {reasons.Count - 1} more",
        };
    }

    private static IEnumerable<string> Of(Template template)
    {
        var what = template.Name.Length > 0 ? $"template '{template.Name}'" : "an inline template";
        if (template.Data is not null) yield return $"{what} lists the files of an artifact store, and none can be used yet; let a script list them";
        foreach (var reason in Stored(template.Inputs.Artifacts, what)) yield return reason;
        foreach (var step in Calls(template))
            foreach (var reason in Stored(step.Arguments.Artifacts, $"'{step.Name}' of {what}")) yield return reason;
        if (template is not { Steps: null, Dag: null }) yield break;
        foreach (var output in template.Outputs.Artifacts ?? [])
            yield return $"the output artifact '{output.Name}' of {what} needs an artifact store, and none can be used yet; {Parameters}";
    }

    private static IEnumerable<string> Stored(IReadOnlyList<Artifact>? artifacts, string owner) =>
        from artifact in artifacts ?? []
        where artifact.Store is not null
        select $"the artifact '{artifact.Name}' of {owner} is in an artifact store ('{artifact.Store}'), and none can be used yet; {Raw}";

    private static IEnumerable<Template> WithInline(Template template) => Calls(template).Select(call => call.Inline).OfType<Template>().SelectMany(WithInline).Prepend(template);

    private static IEnumerable<Call> Calls(Template template) => (template.Steps ?? []).SelectMany(group => group).Concat<Call>(template.Dag?.Tasks ?? []);
}
