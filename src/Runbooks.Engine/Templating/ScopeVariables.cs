using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Runbooks.Engine.Templating;

/// <summary>
/// A scope as expressions see it: its dotted names are maps in maps. Only what an expression reads is looked up. As in Argo, where there is both a name
/// and names below it (<c>workflow.parameters</c>), the map wins.
/// </summary>
/// <param name="prefix">Of the names in this map: empty, or one that ends in a dot.</param>
internal sealed class ScopeVariables(Scope scope, string prefix = "") : IReadOnlyDictionary<string, object?>
{
    public int Count => Keys.Count();

    public IEnumerable<string> Keys => scope.NamesUnder(prefix.TrimEnd('.')).Distinct(StringComparer.Ordinal);

    public IEnumerable<object?> Values => Keys.Select(key => this[key]);

    public object? this[string key] => TryGetValue(key, out var value) ? value : throw new KeyNotFoundException(key);

    public bool ContainsKey(string key) => TryGetValue(key, out _);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var name = prefix.Length == 0 ? key : prefix + key;
        value = scope.HasNamesUnder(name) ? new ScopeVariables(scope, name + ".") : scope.Find(name);
        return value is not null || scope.IsAbsent(name);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Keys.Select(key => KeyValuePair.Create(key, this[key])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
