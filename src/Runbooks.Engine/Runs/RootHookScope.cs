using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What the workflow's own hooks can see: the workflow's variables; its status is that of its first node.</summary>
internal sealed class RootHookScope(NodePhase phase, Scope outer) : Scope(outer)
{
    protected override string? FindHere(string name) => name == "workflow.status" ? GlobalScope.StatusOf(phase) : null;
}
