using Runbooks.Engine.Compilation;

namespace Runbooks.Engine.Runs;

/// <summary>The hooks of one node: those it may have, and those that have come about.</summary>
internal sealed class NodeHooks(CompiledHooks compiled)
{
    private readonly List<Node> _nodes = [];

    public CompiledHooks Compiled => compiled;

    /// <summary>The hooks' own nodes, in the order in which they came.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>How many of them are not finished yet.</summary>
    public int Open { get; private set; }

    /// <summary>The node was seen running.</summary>
    public bool WasRunning { get; set; }

    /// <summary>The node and all its hooks are over. Not part of the fold: it follows from the rest.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Why a hook could not be decided on, or begin; null if all is well. Not part of the fold.</summary>
    public string? Problem { get; set; }

    public void Started(Node hook)
    {
        _nodes.Add(hook);
        if (!hook.IsFinished) Open++;
    }

    public void Finished() => Open--;

    /// <summary>Hooks that are to be done again.</summary>
    /// <returns>False if none of them is.</returns>
    public bool Forget(HashSet<Node> removed) => _nodes.RemoveAll(removed.Contains) > 0;

    public Node? Find(string name) => _nodes.Find(node => node.Hook == name);
}
