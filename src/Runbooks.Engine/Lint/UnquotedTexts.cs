using System.Globalization;
using Runbooks.Engine.Expressions.Values;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>
/// Numbers and booleans where text is due: <c>yes</c>, <c>00123</c>, <c>1.10</c>. Argo's CLI makes text of what YAML takes them for, so that is done here, too, with a warning;
/// in a native call they are errors. What is told is what was written: to quote it keeps it.
/// </summary>
internal sealed class UnquotedTexts(FindingList findings)
{
    /// <summary>The document with texts in such places.</summary>
    public YamlDocument Read(YamlDocument document, Schema schema) => document with { Root = Visit(document.Root, schema, "", isNative: false) };

    private YamlNode Visit(YamlNode node, Schema schema, string path, bool isNative)
    {
        isNative |= schema.TagsAnywhere;
        return (node, schema) switch
        {
            (YamlScalar { Value: null or string }, _) => node,
            (YamlScalar scalar, StringSchema) => isNative ? Refused(scalar, path) : Made(scalar, path),
            (YamlScalar scalar, ScalarSchema { Format: null }) when !isNative => Kept(scalar, path),
            (YamlMapping map, ObjectSchema shape) => Fields(map, name => shape.Fields.GetValueOrDefault(name)?.Schema, path, isNative),
            (YamlMapping map, MapSchema { Values: var values }) => Fields(map, _ => values, path, isNative),
            (YamlSequence list, ListSchema { Items: var items }) => Items(list, items is AnySchema ? Schema.Scalar : items, path, isNative),
            (_, OneOfSchema oneOf) => oneOf.Choices.FirstOrDefault(choice => Fits(node, choice)) is { } choice ? Visit(node, choice, path, isNative) : node,
            _ => node,
        };
    }

    private YamlMapping Fields(YamlMapping map, Func<string, Schema?> schemaOf, string path, bool isNative)
    {
        Dictionary<string, YamlEntry>? changed = null;
        foreach (var (name, entry) in map.Entries)
            if (schemaOf(name) is { } schema && Visit(entry.Value, schema, JsonPath.Field(path, name), isNative) is var read && read != entry.Value)
                (changed ??= new(map.Entries, StringComparer.Ordinal))[name] = entry with { Value = read };
        return changed is null ? map : map with { Entries = changed };
    }

    private YamlSequence Items(YamlSequence list, Schema schema, string path, bool isNative)
    {
        YamlNode[]? changed = null;
        for (var i = 0; i < list.Items.Count; i++)
            if (Visit(list.Items[i], schema, JsonPath.Index(path, i), isNative) is var read && read != list.Items[i])
                (changed ??= [.. list.Items])[i] = read;
        return changed is null ? list : list with { Items = changed };
    }

    private static bool Fits(YamlNode node, Schema schema) => (node, schema) switch
    {
        (YamlScalar { Value: bool }, BooleanSchema) or (YamlScalar { Value: not bool }, IntegerSchema or NumberSchema) => true,
        (YamlScalar, ScalarSchema or StringSchema) or (YamlMapping, ObjectSchema or MapSchema) or (YamlSequence, ListSchema) => true,
        _ => false,
    };

    private YamlScalar Refused(YamlScalar scalar, string path)
    {
        findings.Add(scalar.At, path, Refusal(scalar), "wrong-type");
        return scalar with { Value = Written(scalar) };
    }

    /// <summary>What is said of a number or boolean where only text will do.</summary>
    public static string Refusal(YamlScalar scalar) => $"expected text, got {Taken(scalar, Written(scalar))}; quote it: \"{Written(scalar)}\"";

    private YamlScalar Made(YamlScalar scalar, string path)
    {
        var written = Written(scalar);
        findings.Add(scalar.At, path, $"expected text, got {Taken(scalar, written)}: Argo's command line makes text of it, kubectl refuses it; quote it: \"{written}\"", "unquoted-text", Severity.Warning);
        return scalar with { Value = scalar is { Value: double number, Digits: null } ? GoNumber.Text(number) : Plain(scalar) };
    }

    /// <summary>Where Argo itself takes numbers and booleans for texts.</summary>
    private YamlScalar Kept(YamlScalar scalar, string path)
    {
        var (written, plain) = (Written(scalar), Plain(scalar));
        if (written != plain)
            findings.Add(scalar.At, path, $"{written} is {plain} in YAML; quote it to keep it as it is written: \"{written}\"", "unquoted-text", Severity.Warning);
        else if (scalar.Value is not bool && GoNumber.Plain(Convert.ToDouble(scalar.Value, CultureInfo.InvariantCulture)) is var rounded && rounded != plain)
            findings.Add(scalar.At, path, $"Argo rounds this number to {rounded}, here it keeps its digits; quote it: \"{written}\"", "unquoted-text", Severity.Warning);
        return scalar;
    }

    private static string Taken(YamlScalar scalar, string written) => written == Plain(scalar) ? written : $"{written}, which is {Plain(scalar)} in YAML";

    private static string Plain(YamlScalar scalar) => scalar.Value switch
    {
        bool flag => flag ? "true" : "false",
        double number => scalar.Digits ?? GoNumber.Plain(number),
        var whole => Convert.ToString(whole, CultureInfo.InvariantCulture)!,
    };

    /// <summary>A YAML tag (<c>!!int "5"</c>) says what is meant in so many words.</summary>
    private static string Written(YamlScalar scalar) => scalar.Source.Span is [var first, ..] && first is not ('!' or '"' or '\'' or '|' or '>') ? scalar.Source.ToString().Trim() : Plain(scalar);
}
