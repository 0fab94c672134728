using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runbooks.Engine.Yaml;

/// <summary>What a scalar means, with its YAML tag (<c>!!str 5</c>) and quotes taken into account.</summary>
internal static class TaggedScalar
{
    private const string Prefix = "tag:yaml.org,2002:";

    /// <exception cref="FormatException">The tag isn't known, doesn't fit, or the value has no JSON. The message says so.</exception>
    public static object? Resolve(Scalar scalar)
    {
        var value = ResolveTag(scalar);
        if (value is double number && !double.IsFinite(number))
            throw new FormatException($"'{scalar.Value}' is a number that JSON can't hold; quote it to have it as text");
        return value;
    }

    private static object? ResolveTag(Scalar scalar)
    {
        if (scalar.Tag.IsEmpty) return scalar.Style == ScalarStyle.Plain ? PlainScalar.Resolve(scalar.Value) : scalar.Value;
        if (scalar.Tag.IsNonSpecific) return scalar.Value;
        var tag = scalar.Tag.Value;
        return tag.StartsWith(Prefix, StringComparison.Ordinal)
            ? Typed(tag[Prefix.Length..], scalar.Value)
            : throw new FormatException($"the YAML tag '{tag}' is not known here; only YAML's own tags are (!!str, !!int, !!bool, …)");
    }

    private static object? Typed(string tag, string text)
    {
        var plain = PlainScalar.Resolve(text);
        return (tag, plain) switch
        {
            ("str", _) => text,
            ("int", long or ulong) => plain,
            ("float", double) => plain,
            ("float", long whole) => (double)whole,
            ("float", ulong whole) => (double)whole,
            ("bool", bool) => plain,
            ("null", null) => null,
            ("timestamp", string) => text,
            ("binary", _) => Decode(text),
            ("int" or "float" or "bool" or "null", _) => throw new FormatException($"'{text}' is no !!{tag}"),
            _ => throw new FormatException($"the YAML tag '!!{tag}' is not known here"),
        };
    }

    private static string Decode(string base64)
    {
        try
        {
            return new UTF8Encoding(false, true).GetString(Convert.FromBase64String(base64));
        }
        catch (Exception failure) when (failure is FormatException or DecoderFallbackException)
        {
            throw new FormatException("the !!binary value is not base64 of UTF-8 text", failure);
        }
    }
}
