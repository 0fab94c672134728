using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs;

/// <summary>What someone has asked of the run, and what came of it.</summary>
public sealed partial class RunState
{
    private readonly Queue<Request> _requests = new();
    private readonly Queue<Node> _suspended = new();

    private readonly IReadOnlyDictionary<string, MemoizedStep>? _memoized;

    /// <summary>Nothing new is started (Argo's <c>spec.suspend</c>).</summary>
    public bool IsSuspended { get; private set; }

    /// <summary>The run is suspended, and isn't being ended before its time all the same.</summary>
    internal bool HoldsBack => IsSuspended && Shutdown is null;

    /// <summary>The first request that has not been answered.</summary>
    internal Request? OpenRequest => _requests.TryPeek(out var request) ? request : null;

    /// <summary>The step of that name succeeded in the run that this one was made of; else null.</summary>
    internal MemoizedStep? MemoizedAs(string nodeName) => _memoized?.GetValueOrDefault(nodeName[Run.Name.Length..]);

    private void ApplyRequested(RunEvent e)
    {
        switch (e)
        {
            case Request request: _requests.Enqueue(request); break;
            case RequestAnswered: _requests.TryDequeue(out _); break;
            case SuspensionChanged changed: IsSuspended = changed.IsSuspended; break;
            case OutputsSupplied supplied: Supply(supplied); break;
            case RunRetried retried: Retry(retried); break;
            case NodeInputsChanged changed: _nodes[changed.Node].ChangeInputs(changed.Inputs); break;
            default: throw new InvalidOperationException($"no fold for {e.GetType().Name}");
        }
    }

    private void Supply(OutputsSupplied supplied)
    {
        var node = _nodes[supplied.Node];
        var outputs = node.Outputs ?? StepOutputs.None;
        node.Outputs = outputs with { Parameters = outputs.Parameters.Concat(supplied.Parameters).ToDictionary() };
    }

    private void Release()
    {
        while (_suspended.TryDequeue(out var node)) _touched.Enqueue(node);
        if (_touched.Count == 0) OfferPlace();
    }
}
