using System.Text;

namespace Runbooks.Engine.Runs;

/// <summary>
/// Argo's node ids: <c>run-hash</c> with the 32-bit FNV-1a hash of the node's name; the root's is the run's name. At 50,000 nodes
/// two names share a hash more often than not; the later node then gets its number on top.
/// </summary>
internal sealed class NodeIds(string run)
{
    private readonly HashSet<uint> _taken = [];

    public NodeId Next(string nodeName, int number)
    {
        if (nodeName == run) return new NodeId(run, null, null);
        var hash = Fnv1a(nodeName);
        return new NodeId(run, hash, _taken.Add(hash) ? null : number);
    }

    /// <summary>The node is no more: the next one of its name has its id again.</summary>
    public void Free(NodeId id)
    {
        if (id is { Hash: { } hash, Number: null }) _taken.Remove(hash);
    }

    private static uint Fnv1a(string text)
    {
        var hash = 2166136261u;
        foreach (var character in text)
        {
            if (character >= 0x80) return Fnv1a(Encoding.UTF8.GetBytes(text));
            hash = (hash ^ character) * 16777619u;
        }
        return hash;
    }

    private static uint Fnv1a(byte[] text)
    {
        var hash = 2166136261u;
        foreach (var b in text) hash = (hash ^ b) * 16777619u;
        return hash;
    }
}
