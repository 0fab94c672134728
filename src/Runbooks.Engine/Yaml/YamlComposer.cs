using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runbooks.Engine.Yaml;

/// <summary>Builds one document's tree from the parser's events. Aliases share their anchor's node, so a YAML bomb stays small and is counted.</summary>
internal sealed class YamlComposer(IParser parser, YamlPart part, YamlLimits limits, List<YamlMistake> mistakes)
{
    private const string MergeKey = "<<";

    private readonly Dictionary<string, YamlNode?> _anchors = new(StringComparer.Ordinal);
    private long _nodes;
    private long _characters;

    public YamlNode Document()
    {
        parser.Consume<DocumentStart>();
        var root = Node(depth: 1);
        parser.Consume<DocumentEnd>();
        return root;
    }

    private YamlNode Node(int depth)
    {
        if (parser.TryConsume<AnchorAlias>(out var alias)) return Alias(alias, depth);
        var start = parser.Consume<NodeEvent>();
        var anchor = start.Anchor.IsEmpty ? null : start.Anchor.Value;
        if (anchor is not null) _anchors[anchor] = null;
        YamlNode node = start switch
        {
            Scalar scalar => ScalarNode(scalar),
            SequenceStart list => Sequence(list, depth),
            MappingStart map => Mapping(map, depth),
            _ => throw new InvalidOperationException($"no node begins with {start.GetType().Name}"),
        };
        if (anchor is not null) _anchors[anchor] = node;
        return node;
    }

    private YamlNode Alias(AnchorAlias alias, int depth)
    {
        var at = part.At(alias.Start);
        if (!_anchors.TryGetValue(alias.Value.Value, out var node))
            throw Refuse(at, $"there is no anchor '&{alias.Value.Value}' before this alias", "unknown-anchor");
        if (node is null) throw Refuse(at, $"the anchor '&{alias.Value.Value}' would hold itself", "unknown-anchor");
        if (depth + node.Height > limits.MaxDepth) throw TooDeep(at);
        Count(node.Nodes, node.Characters, at);
        return node;
    }

    private YamlScalar ScalarNode(Scalar scalar)
    {
        var at = part.At(scalar.Start);
        var node = new YamlScalar(at, Value(scalar, at), part.Between(scalar.Start, scalar.End)) { Characters = scalar.Value.Length };
        if (node.Value is double number) node = node with { Digits = PlainScalar.Digits(scalar.Value, number) };
        Count(node.Nodes, node.Characters, at);
        return node;
    }

    private object? Value(Scalar scalar, Position at)
    {
        try
        {
            return TaggedScalar.Resolve(scalar);
        }
        catch (FormatException wrong)
        {
            mistakes.Add(new YamlMistake(at, wrong.Message, "yaml-value"));
            return scalar.Value;
        }
    }

    private YamlSequence Sequence(SequenceStart start, int depth)
    {
        var at = part.At(start.Start);
        Enter(start, at, depth, "seq");
        var items = new List<YamlNode>();
        while (!parser.TryConsume<SequenceEnd>(out _)) items.Add(Node(depth + 1));
        return new YamlSequence(at, items)
        {
            Nodes = 1 + items.Sum(item => item.Nodes),
            Characters = items.Sum(item => item.Characters),
            Height = 1 + items.Select(item => item.Height).DefaultIfEmpty().Max(),
        };
    }

    private YamlNode Mapping(MappingStart start, int depth)
    {
        var at = part.At(start.Start);
        Enter(start, at, depth, "map");
        var own = new Dictionary<string, YamlEntry>(StringComparer.Ordinal);
        var merged = new List<YamlMapping>();
        while (!parser.Accept<MappingEnd>(out _)) Entry(own, merged, depth);
        var written = part.Between(start.Start, parser.Consume<MappingEnd>().Start);
        // A tag without quotes around it is YAML for something else; it has been reported, and is taken for what it was meant to be.
        if (own.Count == 0 && written.Span.StartsWith("{{", StringComparison.Ordinal)) return new YamlScalar(at, $"{written}}}", written);
        foreach (var (key, entry) in merged.SelectMany(each => each.Entries))
            if (own.TryAdd(key, entry))
                Count(entry.Value.Nodes, entry.Value.Characters + key.Length, at);
        return Measured(new YamlMapping(at, own));
    }

    private static YamlMapping Measured(YamlMapping mapping) => mapping with
    {
        Nodes = 1 + mapping.Entries.Values.Sum(entry => entry.Value.Nodes),
        Characters = mapping.Entries.Sum(entry => entry.Key.Length + entry.Value.Value.Characters),
        Height = 1 + mapping.Entries.Values.Select(entry => entry.Value.Height).DefaultIfEmpty().Max(),
    };

    private void Entry(Dictionary<string, YamlEntry> own, List<YamlMapping> merged, int depth)
    {
        var plain = parser.Current is Scalar { Style: ScalarStyle.Plain } scalar ? scalar.Value : null;
        var isMerge = plain == MergeKey;
        var keyNode = Node(depth + 1);
        var value = Node(depth + 1);
        if (isMerge) Merge(keyNode.At, value, merged);
        else if (OddBlank.IndexInIndent(plain) is >= 0 and var odd)
        {
            mistakes.Add(new YamlMistake(keyNode.At, OddBlank.Refusal(plain![odd]), "yaml-syntax"));
            // Taken for what it was meant to be, it isn't missed as well.
            own.TryAdd(OddBlank.WithoutIndent(plain), new YamlEntry(keyNode.At, value));
        }
        else if (Key(keyNode) is not { } key) mistakes.Add(new YamlMistake(keyNode.At, WhyNoKey(keyNode), "yaml-key"));
        else if (own.TryGetValue(key, out var first))
            mistakes.Add(new YamlMistake(keyNode.At, $"the key '{Shorten(key)}' is given twice; first at {first.KeyAt}", "duplicate-key"));
        else own.Add(key, new YamlEntry(keyNode.At, value));
    }

    /// <summary>What <c>&lt;&lt;</c> brings in, those that win first.</summary>
    private void Merge(Position at, YamlNode value, List<YamlMapping> merged)
    {
        IReadOnlyList<YamlNode> sources = value is YamlSequence list ? list.Items : [value];
        if (sources.Any(source => source is not YamlMapping))
            mistakes.Add(new YamlMistake(at, "'<<' takes a map, or a list of maps, to merge", "yaml-key"));
        merged.AddRange(sources.OfType<YamlMapping>());
    }

    private static string? Key(YamlNode node) => node is not YamlScalar scalar ? null : scalar.Value switch
    {
        string text => text,
        bool flag => flag ? "true" : "false",
        double number => ((float)number).ToString("R", CultureInfo.InvariantCulture),
        IFormattable whole => whole.ToString(null, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string WhyNoKey(YamlNode node) => node switch
    {
        YamlScalar => "a key can't be empty or null",
        YamlMapping => "a map can't be a key; text that begins with '{{' must be quoted: \"{{…}}\"",
        _ => "a list can't be a key",
    };

    private void Enter(NodeEvent start, Position at, int depth, string kind)
    {
        if (depth > limits.MaxDepth) throw TooDeep(at);
        if (!start.Tag.IsEmpty && !start.Tag.IsNonSpecific && start.Tag.Value != $"tag:yaml.org,2002:{kind}")
            mistakes.Add(new YamlMistake(at, $"the YAML tag '{start.Tag.Value}' is not known here", "yaml-value"));
        Count(1, 0, at);
    }

    private void Count(long nodes, long characters, Position at)
    {
        _nodes += nodes;
        _characters += characters;
        if (_nodes > limits.MaxNodes)
            throw Refuse(at, $"the document holds more than {limits.MaxNodes:N0} values, with its aliases filled in", "too-large");
        if (_characters > limits.MaxCharacters)
            throw Refuse(at, $"the document holds more than {limits.MaxCharacters:N0} characters, with its aliases filled in", "too-large");
    }

    private YamlMistakeException TooDeep(Position at) => Refuse(at, $"maps and lists stand more than {limits.MaxDepth} deep in each other here", "too-deep");

    private static YamlMistakeException Refuse(Position at, string message, string rule) => new(new YamlMistake(at, message, rule));

    private static string Shorten(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
