using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Templating;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>
/// A loop over a list that is long, or known only in the run, and whose steps change things in a cloud, says how many go on at once; and no single call changes all that
/// such a list names.
/// </summary>
internal static class UnboundedChanges
{
    private const string Input = "inputs.parameters.";

    /// <summary>More are a long list.</summary>
    private const int Few = 50;

    public static void Check(LintContext context)
    {
        foreach (var site in context.Templates.Where(IsChanging)) CheckCall(context, site);
        if (context.Workflow.Spec.Parallelism is not null) return;
        foreach (var step in context.Templates.Where(site => site.Template.Parallelism is null).SelectMany(site => site.Steps))
            if (IsOpen(step) && step.Called is { } called && Changing(called) is { } changing)
                context.Warning(
                    step.Path,
                    $"{changing} changes something for each item of a list that is {(IsLong(step) ? "long" : "known only in the run")}, all at once; set 'parallelism' on {step.Owner} or the workflow",
                    "unbounded-change");
    }

    private static bool IsOpen(StepSite step) =>
        step.Step.WithParam is { } list && TextTemplate.MayHaveTags(list) || IsLong(step) || TextTemplate.MayHaveTags($"{step.Step.WithSequence?.Count}{step.Step.WithSequence?.End}");

    private static bool IsLong(StepSite step) => step.Step.WithItems is { Count: > Few } || step.Step.WithSequence is { } sequence && Length(sequence) > Few;

    private static long Length(Sequence sequence) =>
        Whole(sequence.Count, out var count) ? count
        : Whole(sequence.End, out var end) ? Math.Abs(end - (Whole(sequence.Start, out var start) ? start : 0)) + 1
        : 0;

    /// <summary>A call gives the input what a step has put out.</summary>
    private static bool IsGivenOutputs(LintContext context, TemplateSite site, string name) =>
        name.StartsWith(Input, StringComparison.Ordinal)
        && context.Templates.SelectMany(each => each.Steps).Where(step => step.Called == site).SelectMany(step => step.Step.Arguments.Parameters)
            .Any(argument => argument.Name == name[Input.Length..] && TextTemplate.Parse(argument.Value?.Text ?? "").SingleTag?.Name.Contains(".outputs.", StringComparison.Ordinal) == true);

    private static bool Whole(AnyString? text, out long number) => long.TryParse(text?.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    /// <summary>A field of several values (<c>InstanceIds</c>) that is nothing but a tag takes a whole list.</summary>
    private static void CheckCall(LintContext context, TemplateSite site)
    {
        var (provider, body) = site.Template.Plugin!.First();
        foreach (var (name, value) in (body as JsonObject)?["parameters"] as JsonObject ?? [])
            if (name.EndsWith('s') && value?.GetValueKind() == JsonValueKind.String && TextTemplate.Parse(value.GetValue<string>()).SingleTag is { } tag && IsGivenOutputs(context, site, tag.Name))
                context.Warning(
                    JsonPath.Field($"{site.Path}.plugin.{provider}.parameters", name),
                    $"one call changes everything in the list that {tag} gives, however long it is; loop over it with 'withParam' and 'parallelism'",
                    "unbounded-change");
    }

    /// <summary>The template that changes something, called without a bound of its own on the way; or null.</summary>
    private static TemplateSite? Changing(TemplateSite start)
    {
        var seen = new HashSet<TemplateSite> { start };
        var open = new Stack<TemplateSite>(seen);
        while (open.TryPop(out var site))
        {
            if (IsChanging(site)) return site;
            foreach (var called in site.Steps.Select(step => step.Called).OfType<TemplateSite>())
                if (seen.Add(called)) open.Push(called);
        }
        return null;
    }

    private static bool IsChanging(TemplateSite site) =>
        site.Template is { Plugin: { Count: 1 } plugin, Synchronization: null } && plugin.First() is { Value: JsonObject body } chosen
        && site.Context.Providers.FirstOrDefault(provider => provider.Name == chosen.Key)?.IsChange(body) == true;
}
