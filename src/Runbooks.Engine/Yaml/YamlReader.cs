using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runbooks.Engine.Yaml;

/// <summary>
/// Reads YAML or JSON files of any origin: every mistake is reported where it stands, none is thrown, and time and memory are bounded.
/// A broken document doesn't hide the others of its file.
/// </summary>
public static class YamlReader
{
    public static YamlStream Read(ReadOnlySpan<byte> bytes, YamlLimits? limits = null)
    {
        var decoded = YamlBytes.Decode(bytes, limits ?? YamlLimits.Default);
        return decoded.Mistake is { } mistake ? new YamlStream([], [mistake]) : Read(decoded.Text!, limits);
    }

    public static YamlStream Read(string text, YamlLimits? limits = null)
    {
        limits ??= YamlLimits.Default;
        if (YamlBytes.Refuse(text, limits) is { } mistake) return new YamlStream([], [mistake]);
        var documents = new List<YamlDocument>();
        var mistakes = new List<YamlMistake>();
        foreach (var part in YamlParts.Split(text)) ReadPart(part, limits, documents, mistakes);
        return new YamlStream(documents, [.. mistakes.OrderBy(each => (each.At.Line, each.At.Column))]);
    }

    private static void ReadPart(YamlPart part, YamlLimits limits, List<YamlDocument> documents, List<YamlMistake> mistakes)
    {
        var (documentsBefore, mistakesBefore) = (documents.Count, mistakes.Count);
        try
        {
            Parse(part, limits, documents, mistakes);
        }
        catch (YamlMistakeException refused)
        {
            mistakes.Add(refused.Mistake);
        }
        catch (YamlException broken) when (part.Indent.TryRepair(broken))
        {
            documents.RemoveRange(documentsBefore, documents.Count - documentsBefore);
            mistakes.RemoveRange(mistakesBefore, mistakes.Count - mistakesBefore);
            ReadPart(part, limits, documents, mistakes);
        }
        catch (YamlException broken)
        {
            mistakes.Add(YamlSyntax.Explain(broken, part));
        }
    }

    private static void Parse(YamlPart part, YamlLimits limits, List<YamlDocument> documents, List<YamlMistake> mistakes)
    {
        var parser = new Parser(new StringReader(part.Indent.Indented));
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            var before = mistakes.Count;
            var root = new YamlComposer(parser, part, limits, mistakes).Document();
            if (root is not YamlScalar { Value: null }) documents.Add(new YamlDocument(root, IsSound: mistakes.Count == before));
        }
    }
}
