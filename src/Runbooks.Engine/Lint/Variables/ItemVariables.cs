using System.Globalization;
using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions.Checking;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Variables;

/// <summary><c>item</c> and <c>item.KEY</c>, in a step that loops.</summary>
internal sealed class ItemVariables(LintContext context, StepSite loop)
{
    private const string Prefix = "item.";

    /// <summary>The keys that at least one item has; null when the list is known only at run time.</summary>
    private readonly HashSet<string>? _keys = loop.Step.WithParam is { Length: > 0 }
        ? null
        : (loop.Step.WithItems ?? []).SelectMany(Keys).ToHashSet(StringComparer.Ordinal);

    private readonly bool _hasMaps = loop.Step.WithItems?.Any(item => item is JsonObject) == true;
    private readonly bool _hasOthers = loop.Step.WithItems?.Any(item => item is not JsonObject) == true;

    /// <param name="item">Null where there is no loop.</param>
    public static TagProblem? Check(ItemVariables? item, string name)
    {
        if (item is not null) return item.Check(name);
        // Argo leaves {{item}} alone and refuses {{item.key}}.
        var severity = name == "item" ? Severity.Warning : Severity.Error;
        return new TagProblem($"'{name}' is known only in a step with 'withItems', 'withParam' or 'withSequence'; to a template it is given as an argument", "item-outside-loop", severity);
    }

    /// <summary>All items are texts to an expression, but for maps. Null if the list is known only at run time.</summary>
    public StaticType? TypeOf(string name) =>
        _keys is null && loop.Step.WithSequence is null ? null
        : name != "item" || !_hasMaps ? StaticType.String
        : _hasOthers ? null
        : StaticType.Map;

    private TagProblem? Check(string name)
    {
        if (name == "item" || _keys is null) return null;
        var key = name[Prefix.Length..];
        if (_keys.Contains(key)) return null;
        return new TagProblem(_keys.Count == 0
            ? $"the items of '{loop.Step.Name}' are no maps: they have no '{key}'"
            : $"no item of '{loop.Step.Name}' has '{key}'{context.Hint(key, _keys)}");
    }

    private static IEnumerable<string> Keys(JsonNode? item) => item switch
    {
        JsonObject map => map.Select(entry => entry.Key),
        JsonArray list => Enumerable.Range(0, list.Count).Select(i => string.Create(CultureInfo.InvariantCulture, $"[{i}]")),
        _ => [],
    };
}
