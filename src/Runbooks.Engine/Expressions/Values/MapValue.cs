namespace Runbooks.Engine.Expressions.Values;

/// <summary>A map made while evaluating. Only such a map may be changed (<c>sprig.set</c>): a variable belongs to the caller.</summary>
internal sealed class MapValue : Dictionary<string, object?>
{
    public MapValue() : base(StringComparer.Ordinal)
    {
    }

    public MapValue(IEnumerable<KeyValuePair<string, object?>> entries) : base(entries, StringComparer.Ordinal)
    {
    }
}
