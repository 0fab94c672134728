using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Templating;

internal sealed class DictionaryScope(Dictionary<string, string> values, Scope? outer = null) : Scope(outer)
{
    protected override string? FindHere(string name) => values.GetValueOrDefault(name);

    protected override IEnumerable<string> NamesUnderHere(string name) =>
        values.Keys.Where(key => name.Length == 0 || (key.StartsWith(name + ".", StringComparison.Ordinal))).Select(key => key[(name.Length == 0 ? 0 : name.Length + 1)..].Split('.')[0]).Order(StringComparer.Ordinal);
}
