using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Templating;

internal sealed class DictionaryScope(Dictionary<string, string> values, Scope? outer = null) : Scope(outer)
{
    protected override string? FindHere(string name) => values.GetValueOrDefault(name);
}
