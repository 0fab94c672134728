using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>
/// The parameters of an AWS Query request as a tree: <c>Filter.1.Value.2=x</c> is the value of
/// <c>["Filter"]["1"]["Value"]["2"]</c>. A name that is absent reads as an empty node.
/// </summary>
internal sealed class QueryTree
{
    private static readonly QueryTree Nothing = new();
    private readonly Dictionary<string, QueryTree> _children = new(StringComparer.Ordinal);

    public string? Value { get; private set; }

    public bool Present => Value is not null || _children.Count > 0;

    public QueryTree this[string name] => _children.GetValueOrDefault(name, Nothing);

    /// <summary>Reads form-encoded text; also gives the flat parameters in the order they came.</summary>
    public static (QueryTree Tree, List<KeyValuePair<string, string>> Flat) Parse(ReadOnlyMemory<char> text)
    {
        var tree = new QueryTree();
        var flat = new List<KeyValuePair<string, string>>();
        foreach (var pair in new QueryStringEnumerable(text))
        {
            var name = pair.DecodeName().ToString();
            var value = pair.DecodeValue().ToString();
            flat.Add(new(name, value));
            tree.Add(name, value);
        }

        return (tree, flat);
    }

    /// <summary>The elements of a list parameter (<c>.1</c>, <c>.2</c>, …) in the order of their numbers.</summary>
    public IEnumerable<QueryTree> Items() => _children
        .Where(child => int.TryParse(child.Key, NumberStyles.None, CultureInfo.InvariantCulture, out _))
        .OrderBy(child => int.Parse(child.Key, CultureInfo.InvariantCulture))
        .Select(child => child.Value);

    /// <summary>The texts of a list parameter (<c>InstanceId.1</c>, …) in the order of their numbers.</summary>
    public IReadOnlyList<string> Texts(string name) => [.. this[name].Items().Select(item => item.Value ?? "")];

    public string? Text(string name) => this[name].Value;

    public string Required(string name) =>
        Text(name) is { Length: > 0 } text ? text : throw AwsErrorException.Missing(name);

    public bool Flag(string name) => OptionalFlag(name) ?? false;

    public bool? OptionalFlag(string name) => Text(name) switch
    {
        null or "" => null,
        "true" or "True" or "1" => true,
        "false" or "False" or "0" => false,
        var other => throw AwsErrorException.Invalid(
            $"Value ({other}) for parameter {name} is invalid. Expecting true or false."),
    };

    public int? Number(string name) => Text(name) switch
    {
        null or "" => null,
        var text when int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) => number,
        var text => throw AwsErrorException.Invalid($"Value ({text}) for parameter {name} is invalid. Expecting an integer."),
    };

    /// <summary>Every value with its full name, in no particular order.</summary>
    public IEnumerable<(string Path, string Value)> Leaves(string path = "")
    {
        if (Value is not null)
            yield return (path, Value);
        foreach (var (name, child) in _children)
        {
            foreach (var leaf in child.Leaves(path.Length == 0 ? name : $"{path}.{name}"))
                yield return leaf;
        }
    }

    private void Add(string name, string value)
    {
        var node = this;
        foreach (var part in name.Split('.', MaxDepth))
        {
            if (!node._children.TryGetValue(part, out var child))
                node._children[part] = child = new QueryTree();
            node = child;
        }

        node.Value = value;
    }

    // Deeper than any EC2 parameter; keeps a hostile name from growing a tower of nodes.
    private const int MaxDepth = 12;
}
