using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What a step's hooks can see: what the step itself could, and the step: <c>steps.NAME.status</c>, and its outputs once it has ended.</summary>
/// <param name="prefix"><c>steps.</c> or <c>tasks.</c></param>
/// <param name="names">By which the step is known.</param>
/// <param name="phase">What its status is taken for.</param>
/// <param name="result">Null before it has ended.</param>
internal sealed class HookScope(string prefix, IReadOnlyList<string> names, NodePhase phase, StepResult? result, Scope outer) : Scope(outer)
{
    private const string Status = "status";

    /// <summary>For a node, taken to be in this phase.</summary>
    public static Scope Of(Node node, NodePhase phase, DecisionInProgress decision)
    {
        if (node.Boundary is not { } boundary) return new RootHookScope(phase, new OccasionScope(decision.Run.Global, decision.Now, "hooks"));
        var result = node.IsFinished ? StepResult.OfNode(node, decision.Run) : null;
        var call = decision.Run.CallOf(node)!.Step.Name;
        var own = node.Name[((boundary.Type == NodeType.DAG ? boundary : node.Parent!).Name.Length + 1)..];
        return new HookScope(boundary.Type == NodeType.DAG ? "tasks." : "steps.", own == call ? [call] : [call, own], phase, result, decision.ScopeOf(boundary, node.Name));
    }

    protected override string? FindHere(string name) => Rest(name) switch
    {
        null => null,
        Status => phase.ToString(),
        var rest => result?.Find(rest) ?? result?.NeverWritten(rest),
    };

    protected override bool IsAbsentHere(string name) => Rest(name) is { } rest && result?.IsAbsent(rest) == true;

    protected override IEnumerable<string> NamesUnderHere(string name) =>
        name.Length == 0 ? [prefix.TrimEnd('.')]
        : name.Length == prefix.Length - 1 && prefix.StartsWith(name, StringComparison.Ordinal) ? names
        : Rest(name) is { } rest ? result?.NamesUnder(rest) ?? (rest.Length == 0 ? [Status] : [])
        : [];

    /// <summary>What stands behind the step's name: empty if nothing does; null if the name is not the step's.</summary>
    private string? Rest(string name)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal)) return null;
        foreach (var own in names)
        {
            if (string.CompareOrdinal(name, prefix.Length, own, 0, own.Length) != 0) continue;
            var end = prefix.Length + own.Length;
            if (name.Length == end) return "";
            if (name[end] == '.') return name[(end + 1)..];
        }
        return null;
    }
}
