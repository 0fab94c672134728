using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Resources;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>A <c>resource</c> says what is done to which object, and its conditions and outputs can be read.</summary>
internal static partial class ResourceSteps
{
    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates)
            if (site.Template.Resource is { } resource)
                CheckResource(context, site, resource, $"{site.Path}.resource");
    }

    private static void CheckResource(LintContext context, TemplateSite site, Resource resource, string path)
    {
        CheckManifest(context, site, resource, path);
        CheckCondition(context, $"{path}.successCondition", resource.SuccessCondition);
        CheckCondition(context, $"{path}.failureCondition", resource.FailureCondition);
        if (resource.SetOwnerReference)
            context.Warning($"{path}.setOwnerReference", "a run is no object of the cluster, so it can't own one: what is created stays until something deletes it", "no-owner");
        for (var i = 0; i < site.Template.Outputs.Parameters.Count; i++)
            if (site.Template.Outputs.Parameters[i].ValueFrom is { } source)
                CheckSource(context, $"{site.Path}.outputs.parameters[{i}].valueFrom", source);
    }

    private static void CheckManifest(LintContext context, TemplateSite site, Resource resource, string path)
    {
        var (isGiven, isTaken) = (resource.Manifest is { Length: > 0 }, resource.ManifestFrom is not null);
        if (isGiven && isTaken)
            context.Error(path, "a resource can have 'manifest' or 'manifestFrom', not both", "two-manifests");
        else if (!isGiven && !isTaken && resource.Action is not ("get" or "delete"))
            context.Error(path, "the resource needs a 'manifest': the object", "missing-manifest");
        else if (!isGiven && !isTaken && resource.Flags.Count == 0)
            context.Error(path, "the resource needs a 'manifest', or a type and a name in 'flags'", "missing-manifest");
        if (resource.ManifestFrom?.Artifact.Name is { Length: > 0 } artifact && site.Template.Inputs.Artifacts?.Any(input => input.Name == artifact) != true)
            context.Error($"{path}.manifestFrom.artifact", $"{site} has no input artifact '{artifact}'", "undefined-artifact");
        // Tags may stand where YAML wants quotes; what they become is known at run time.
        if (isGiven && YamlReader.Read(Tag().Replace(resource.Manifest!, "x")).Mistakes is [var mistake, ..])
            context.Error($"{path}.manifest", $"the manifest is no YAML: line {mistake.At.Line}: {mistake.Message}", "invalid-manifest");
    }

    private static void CheckCondition(LintContext context, string path, string? condition)
    {
        if (condition is { Length: > 0 } && !TextTemplate.MayHaveTags(condition) && !LabelSelector.TryParse(condition, out _, out var error))
            context.Error(path, $"{error}. It is written like a label selector: 'status.succeeded > 2, status.phase in (Done, Ready)'", "invalid-condition");
    }

    private static void CheckSource(LintContext context, string path, ValueFrom source)
    {
        if (source.JsonPath is { Length: > 0 } template && !TextTemplate.MayHaveTags(template))
        {
            if (!KubectlTemplate.TryParse(template, out _, out var error)) context.Error($"{path}.jsonPath", error, "invalid-path");
            else if (!template.Contains('{', StringComparison.Ordinal))
                context.Warning($"{path}.jsonPath", $"without braces it is a text that stands for itself; did you mean '{{{(template.StartsWith('.') ? "" : ".")}{template}}}'?", "suspicious-path");
        }
        if (source.JqFilter is { Length: > 0 } filter && !TextTemplate.MayHaveTags(filter) && !JqFilter.TryParse(filter, out _, out var wrong))
            context.Error($"{path}.jqFilter", wrong, "invalid-path");
    }

    [GeneratedRegex(@"\{\{.*?\}\}", RegexOptions.CultureInvariant | RegexOptions.Singleline, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Tag();
}
