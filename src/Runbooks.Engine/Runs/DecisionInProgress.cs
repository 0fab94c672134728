using Runbooks.Engine.Compilation;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>A decision while it is being made: each new event changes the state at once, for the next thought to see.</summary>
internal sealed class DecisionInProgress(RunState run, DateTimeOffset now)
{
    private readonly List<RunEvent> _events = [];
    private readonly List<Effect> _effects = [];

    public RunState Run => run;
    public DateTimeOffset Now => now;

    public void Record(RunEvent e)
    {
        _events.Add(e);
        run.Apply(e);
    }

    public Node Start(NodeStart start, Node? parent)
    {
        Record(new NodeStarted(now, run.NextNumber, parent?.Number, start.Name, start.Type, start.Phase)
        {
            Template = start.Template,
            Step = start.Step,
            Inputs = start.Inputs,
            Message = start.Message,
            Item = start.Item,
        });
        return run.Nodes[^1];
    }

    public void Finish(Node node, NodePhase phase, string? message = null, StepOutputs? outputs = null)
    {
        Record(new NodeFinished(now, node.Number, phase, message, outputs));
        Daemons.EndAllOf(node, this);
    }

    public void CarryOut(Node node) => _effects.Add(new StartStep(node));

    /// <summary>
    /// Ends a node that is under way, in this phase and with this message: a leaf step when its executor has let go of it, any other at
    /// once. The first stop of a leaf counts. What is below the node is not touched.
    /// </summary>
    public void Stop(Node node, NodePhase phase, string? message)
    {
        if (!node.IsLeaf) Finish(node, phase, message);
        else if (node.Stop is null) Record(new StepStopping(now, node.Number, phase, message));
    }

    /// <summary>Has a leaf's executor end it; again, if need be, after a crash.</summary>
    public void CarryOutStop(Node leaf) => _effects.Add(new StopStep(leaf, leaf.Stop!));

    /// <summary>The template that a steps or dag node carries out.</summary>
    public CompiledTemplate TemplateOf(Node node) => run.Runbook.Find(node.TemplateKey!)!;

    /// <summary>What the steps of a steps node, or the tasks of a dag, can see.</summary>
    /// <param name="node">The steps or dag node.</param>
    /// <param name="purpose">What is read for: each has random values of its own.</param>
    public Scope ScopeOf(Node node, string purpose = "") => new OccasionScope(NodeScope.OfCalls(run, node), now, purpose);

    /// <summary>Gives a node that goes on another message.</summary>
    public void Say(Node node, string? message)
    {
        if (node.Message != message) Record(new NodeProgressed(now, node.Number, node.Phase, message, null));
    }

    /// <summary>Looks at the node again when it is time.</summary>
    public void Sleep(Node node, DateTimeOffset until, string? message)
    {
        Say(node, message);
        run.Sleep(node, until);
    }

    public Decision Done() => new(_events, _effects, run.NextWake);
}
