using Runbooks.Actions;
using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>
/// A step that has failed though its call, which changes something, was or may have been carried out: another attempt could do it twice. Where it
/// may have been, its template can say that it may be tried again.
/// </summary>
internal static class FailedCall
{
    /// <summary>The first such step of an attempt, be it the attempt itself; null if there is none.</summary>
    public static Node? In(Node attempt, CompiledRunbook runbook) =>
        attempt is { FailedOrErrored: true, Call: not null } && !MayBeMadeAgain(attempt, runbook)
            ? attempt
            : attempt.Children.Concat(attempt.HookNodes).Select(step => In(step, runbook)).FirstOrDefault(found => found is not null);

    public static string Describe(Node step) =>
        step.Call == CallFate.Made ? $"the call of '{step.Name}' has been carried out" : $"the call of '{step.Name}' may have been carried out";

    private static bool MayBeMadeAgain(Node step, CompiledRunbook runbook) =>
        step.Call == CallFate.Unknown && step.TemplateKey is { } key && runbook.Find(key) is { RetriesUnknownOutcome: true };
}
