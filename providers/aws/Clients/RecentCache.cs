namespace Runbooks.Providers.Aws.Clients;

/// <summary>Keeps the values used most recently; those dropped may still be in use.</summary>
internal sealed class RecentCache<TKey, TValue>(int capacity)
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TKey, LinkedListNode<(TKey Key, TValue Value)>> _nodes = [];
    private readonly LinkedList<(TKey Key, TValue Value)> _byUse = new();

    public TValue GetOrAdd(TKey key, Func<TValue> make)
    {
        lock (_lock)
        {
            if (_nodes.TryGetValue(key, out var node)) _byUse.Remove(node);
            else node = new((key, make()));
            _byUse.AddFirst(_nodes[key] = node);
            if (_nodes.Count > capacity) DropOldest();
            return node.Value.Value;
        }
    }

    private void DropOldest()
    {
        _nodes.Remove(_byUse.Last!.Value.Key);
        _byUse.RemoveLast();
    }
}
