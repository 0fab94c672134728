namespace Runbooks.Engine.Expressions.Values;

/// <summary>A map whose keys are any values, as <c>groupBy</c> and <c>fromPairs</c> make it. JSON can't hold one.</summary>
internal sealed class AnyMap(string typeName)
{
    private static readonly object Nil = new();
    private readonly Dictionary<object, object?> _entries = [];

    public static AnyMap Groups() => new("map[interface {}][]interface {}");

    public static AnyMap Pairs() => new("map[interface {}]interface {}");

    public string TypeName { get; } = typeName;

    public bool IsGroups => TypeName.EndsWith("[]interface {}", StringComparison.Ordinal);

    public int Count => _entries.Count;

    public IEnumerable<KeyValuePair<object?, object?>> Entries =>
        _entries.Select(entry => KeyValuePair.Create(entry.Key == Nil ? null : entry.Key, entry.Value))
            .OrderBy(entry => entry.Key, GoOrder.OfKeys);

    public object? this[object? key]
    {
        get => _entries.GetValueOrDefault(Key(key));
        set => _entries[Key(key)] = value;
    }

    public bool ContainsKey(object? key) => _entries.ContainsKey(Key(key));

    private static object Key(object? key) => key switch
    {
        null => Nil,
        object?[] or byte[] or IReadOnlyDictionary<string, object?> or AnyMap =>
            throw new EvaluationException($"runtime error: hash of unhashable type {GoType.Name(key)}"),
        _ => key,
    };
}
