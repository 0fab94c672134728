using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs.Requests;

/// <summary>Does what is asked of a run, or says why not.</summary>
internal static class Answers
{
    /// <summary>Answers all that has been asked and not answered yet.</summary>
    public static void Give(DecisionInProgress decision)
    {
        while (decision.Run.OpenRequest is { } request)
            decision.Record(new RequestAnswered(decision.Now, request.Id, TryMeet(request, decision)));
    }

    private static string? TryMeet(Request request, DecisionInProgress decision)
    {
        try
        {
            return Meet(request, decision);
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            return wrong.Message;
        }
    }

    /// <returns>Why nothing is done, or null.</returns>
    private static string? Meet(Request request, DecisionInProgress decision) => request switch
    {
        RetryRequest retry => ManualRetry.Retry(retry, decision),
        _ when decision.Run.IsFinished => $"it is finished ({decision.Run.Phase})",
        StopRequest { NodeFieldSelector: null or "" } stop => Shutdown.Begin(stop.Strategy, decision),
        StopRequest stop => WaitingNodes.Set(new NodeSetRequest(stop.At, stop.Id, stop.By, stop.NodeFieldSelector) { Phase = NodePhase.Failed, Message = stop.Message }, decision),
        SuspendRequest => Suspension.Suspend(decision),
        ResumeRequest resume => Suspension.Resume(resume, decision),
        NodeSetRequest set => WaitingNodes.Set(set, decision),
        _ => $"this version does not know how to answer {request.GetType().Name}",
    };
}
