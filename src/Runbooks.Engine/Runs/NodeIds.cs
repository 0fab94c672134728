using System.Text;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Argo's node ids: <c>run-hash</c> with the 32-bit FNV-1a hash of the node's name; the root's is the run's name. At 50,000 nodes
/// two names share a hash more often than not; the later node then gets its number on top.
/// </summary>
internal sealed class NodeIds(string run)
{
    private readonly HashSet<uint> _taken = [];

    public string Next(string nodeName, int number)
    {
        if (nodeName == run) return run;
        var hash = Fnv1a(nodeName);
        return _taken.Add(hash) ? $"{run}-{hash}" : $"{run}-{hash}-{number}";
    }

    private static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var b in Encoding.UTF8.GetBytes(text)) hash = (hash ^ b) * 16777619u;
        return hash;
    }
}
