namespace Runbooks.Engine.Runs;

/// <summary>A steps or dag template's own <c>failFast</c> (not the dag's): once something that it calls has failed, nothing more begins, and it fails.</summary>
internal static class FailFast
{
    public const string Message = "template has failed or errored children and failFast enabled";

    /// <summary>As in Argo, a failure counts though the step may fail (<c>continueOn</c>), and so does an attempt that could be retried.</summary>
    public static bool Holds(Node? boundary, DecisionInProgress decision) =>
        boundary is { HasFailedChild: true } && decision.TemplateOf(boundary).Template.FailFast == true;
}
