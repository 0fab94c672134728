using Runbooks.Actions;
using Runbooks.Engine.Runs.Requests;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Calls of which nobody knows whether they were carried out. The client token of such a call stays with its step, through all attempts and
/// retries after it, until one of them ends well: with the same token, the cloud doesn't carry it out twice. A retry by hand is a person's decision:
/// where the token is of no use any more, it takes a new one.
/// </summary>
public sealed partial class RunState
{
    private readonly Dictionary<string, UnknownCall> _unknownCalls = new(StringComparer.Ordinal);

    /// <summary>The call of an earlier attempt that the node's call, if it makes one, stands for; null if the node is the first.</summary>
    public UnknownCall? EarlierCallOf(Node node) => _unknownCalls.Count == 0 ? null : _unknownCalls.GetValueOrDefault(StepOf(node)) is { } call && call.Node != node.Number ? call : null;

    private void NoteCall(Node node)
    {
        if (node.Call == CallFate.Unknown) _unknownCalls.TryAdd(StepOf(node), new UnknownCall(node.Number, node.AnnouncedAt ?? node.FinishedAt!.Value));
        else if (_unknownCalls.Count > 0 && (node.Call == CallFate.Made || node.Phase == NodePhase.Succeeded)) _unknownCalls.Remove(StepOf(node));
    }

    /// <summary>A cloud may have forgotten an old token, and turns one down that comes with another request.</summary>
    private void ForgetCalls(RunRetried retried)
    {
        foreach (var (step, call) in _unknownCalls)
            if (retried.Parameters is not null || retried.At - call.AnnouncedAt > Intent.TokenLifetime) _unknownCalls.Remove(step);
    }

    /// <summary>The node's name without the numbers of attempts, its own and those around it.</summary>
    private static string StepOf(Node node) =>
        node.Parent is not { } parent ? node.Name
        : node.Attempt >= 0 ? StepOf(parent)
        : StepOf(parent) + node.Name[parent.Name.Length..];
}
