using Runbooks.Engine.Lint.Passes;

namespace Runbooks.Engine.Lint;

/// <summary>What lint looks at in a document whose shape is understood, in this order.</summary>
internal static class Linter
{
    private static readonly Action<LintContext>[] Passes =
    [
        MetadataNames.Check,
        CronWorkflows.Check,
        TemplateNames.Check,
        TemplateKinds.Check,
        Entrypoint.Check,
        Parameters.Check,
        StepNames.Check,
        Dependencies.Check,
        ImpossibleDepends.Check,
        Loops.Check,
        TemplateReferences.Check,
        Arguments.Check,
        Hooks.Check,
        ForeignTemplates.Check,
        EndlessRecursion.Check,
        UnusedTemplates.Check,
        Containers.Check,
        NativeSteps.Check,
        RegionValues.Check,
        QuotedResults.Check,
        ResourceSteps.Check,
        ContainerSets.Check,
        HttpRequests.Check,
        Synchronizations.Check,
        Memoizations.Check,
        CustomMetrics.Check,
        Outputs.Check,
        Artifacts.Check,
        Retries.Check,
        Limits.Check,
        PodResources.Check,
        Deadlines.Check,
        Suspensions.Check,
        WhenConditions.Check,
        Tags.Check,
        DeprecatedFields.Check,
        SecretValues.Check,
        UnboundedChanges.Check,
        UnknownOutcomes.Check,
    ];

    private static readonly Action<LintContext>[] PassesOfBindings = [MetadataNames.Check, EventBindings.Check];

    /// <param name="localProcesses">Containers are to be processes of this machine.</param>
    public static void Check(LintContext context, bool localProcesses)
    {
        foreach (var pass in context.Kind == RunbookKind.WorkflowEventBinding ? PassesOfBindings : Passes)
            context.Guard(pass.Method.DeclaringType!.Name, () => pass(context));
        if (localProcesses) context.Guard(nameof(LocalProcesses), () => LocalProcesses.Check(context));
    }
}
