using System.Globalization;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>progress</c>: how many leaf steps and waits have succeeded, of those that have come to be.</summary>
public readonly record struct Progress(int Done, int Total)
{
    /// <summary>In a template's <c>metadata</c>: how far its Pods are when they begin.</summary>
    public const string Annotation = "workflows.argoproj.io/progress";

    public static Progress Of(RunState run)
    {
        var sum = default(Progress);
        foreach (var node in run.Nodes) sum += Of(node);
        return sum;
    }

    /// <summary>A leaf's own progress; nothing for any other node.</summary>
    public static Progress Of(Node node)
    {
        if (!(node.IsLeaf || node.Type == NodeType.Suspend)) return default;
        var told = node.Count.Total > 0 ? node.Count : new Progress(0, 1);
        return node.Phase is NodePhase.Succeeded or NodePhase.Skipped or NodePhase.Omitted ? told with { Done = told.Total } : told;
    }

    /// <summary>Argo's form <c>3/10</c>: whole numbers, and not more done than there is.</summary>
    public static bool TryParse(string text, out Progress progress)
    {
        progress = default;
        if (text.Split('/') is not [var done, var total] || !int.TryParse(done, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || !int.TryParse(total, NumberStyles.None, CultureInfo.InvariantCulture, out var m)) return false;
        progress = new Progress(n, m);
        return n <= m && m > 0;
    }

    public static Progress operator +(Progress one, Progress other) => new(one.Done + other.Done, one.Total + other.Total);

    public override string ToString() => $"{Done}/{Total}";
}
