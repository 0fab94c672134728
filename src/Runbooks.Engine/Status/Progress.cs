using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>progress</c>: how many leaf steps and waits have succeeded, of those that have come to be.</summary>
public readonly record struct Progress(int Done, int Total)
{
    public static Progress Of(RunState run)
    {
        var sum = default(Progress);
        foreach (var node in run.Nodes) sum += Of(node);
        return sum;
    }

    /// <summary>A leaf's own progress; nothing for any other node.</summary>
    public static Progress Of(Node node) =>
        !(node.IsLeaf || node.Type == NodeType.Suspend) ? default : new Progress(node.Phase is NodePhase.Succeeded or NodePhase.Skipped or NodePhase.Omitted ? 1 : 0, 1);

    public static Progress operator +(Progress one, Progress other) => new(one.Done + other.Done, one.Total + other.Total);

    public override string ToString() => $"{Done}/{Total}";
}
