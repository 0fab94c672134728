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
        foreach (var (i, part) in YamlParts.Split(text).Index())
            if (i < limits.MaxDocuments) ReadPart(part, limits, documents, mistakes);
            else return Stream(documents, [.. mistakes, TooMany(part, limits)]);
        return Stream(documents, mistakes);
    }

    private static YamlStream Stream(List<YamlDocument> documents, List<YamlMistake> mistakes) =>
        new(documents, [.. mistakes.OrderBy(each => (each.At.Line, each.At.Column))]);

    private static YamlMistake TooMany(YamlPart part, YamlLimits limits) =>
        new(new Position(part.FirstLine, 1), $"the file holds more than {limits.MaxDocuments:N0} documents; the rest is not read", "too-large");

    private static void ReadPart(YamlPart part, YamlLimits limits, List<YamlDocument> documents, List<YamlMistake> mistakes)
    {
        var (documentsBefore, mistakesBefore) = (documents.Count, mistakes.Count);
        while (!TryReadPart(part, limits, documents, mistakes))
        {
            documents.RemoveRange(documentsBefore, documents.Count - documentsBefore);
            mistakes.RemoveRange(mistakesBefore, mistakes.Count - mistakesBefore);
        }
    }

    /// <returns>False if the part was repaired and must be read again.</returns>
    private static bool TryReadPart(YamlPart part, YamlLimits limits, List<YamlDocument> documents, List<YamlMistake> mistakes)
    {
        var parser = new Parser(new StringReader(part.Indent.Indented));
        try
        {
            Parse(parser, part, limits, documents, mistakes);
        }
        catch (YamlMistakeException refused)
        {
            mistakes.Add(refused.Mistake);
        }
        catch (YamlException broken)
        {
            if (part.Indent.TryRepair(broken)) return false;
            mistakes.Add(YamlSyntax.Explain(broken, parser.Current, part));
        }
        catch (Exception broken) when (broken is InvalidOperationException or ArgumentException)
        {
            // The parser's own guards give way on some input that is no YAML.
            mistakes.Add(new YamlMistake(part.At(parser.Current?.End ?? Mark.Empty), "what follows is no YAML", "yaml-syntax"));
        }
        return true;
    }

    private static void Parse(Parser parser, YamlPart part, YamlLimits limits, List<YamlDocument> documents, List<YamlMistake> mistakes)
    {
        parser.Consume<StreamStart>();
        while (parser.Accept<DocumentStart>(out _))
        {
            var before = mistakes.Count;
            var root = new YamlComposer(parser, part, limits, mistakes).Document();
            if (root is not YamlScalar { Value: null }) documents.Add(new YamlDocument(root, IsSound: mistakes.Count == before));
        }
    }
}
