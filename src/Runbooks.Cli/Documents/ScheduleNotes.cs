using Runbooks.Engine.Lint;

namespace Runbooks.Cli.Documents;

/// <summary>What a document asks for that isn't done by itself: its schedule, and that it be suspended.</summary>
internal static class ScheduleNotes
{
    /// <summary>Before it is run.</summary>
    public static IEnumerable<string> OfRun(RunbookDocument document)
    {
        var name = document.Name;
        if (document.Kind == RunbookKind.CronWorkflow)
        {
            yield return $"CronWorkflow {name}: nothing fires its schedule yet; it runs once, now.";
            if (IsSuspended(document)) yield return $"CronWorkflow {name} is suspended (spec.suspend): that holds its schedule, and not this run.";
        }
        else if (document.Workflow.Spec.Suspend == true)
        {
            yield return $"{document.Kind} {name} is suspended (spec.suspend): its run starts nothing until it is resumed, with runbooks resume.";
        }
    }

    /// <summary>When it is checked.</summary>
    public static IEnumerable<string> OfLint(RunbookDocument document)
    {
        if (document.Kind == RunbookKind.CronWorkflow)
            yield return $"{document.File}: hint: nothing fires the schedule of CronWorkflow {document.Name} yet; runbooks run runs it once";
    }

    private static bool IsSuspended(RunbookDocument document) => document.Source.Root.ToJson()?["spec"]?["suspend"]?.ToString() == "true";
}
