using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Runbooks.Engine.Yaml;

/// <summary>Writes JSON as YAML, as <c>kubectl -o yaml</c> does: block style, quotes only where text would be read as something else.</summary>
public static class YamlWriter
{
    public static void Write(JsonElement json, TextWriter output)
    {
        var emitter = new Emitter(output, new EmitterSettings().WithBestWidth(int.MaxValue));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(json, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
    }

    private static void Emit(JsonElement json, Emitter emitter)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object: EmitMap(json, emitter); break;
            case JsonValueKind.Array: EmitList(json, emitter); break;
            case JsonValueKind.String: EmitText(json.GetString()!, emitter); break;
            default: Emit(json.GetRawText(), ScalarStyle.Plain, emitter); break;
        }
    }

    private static void EmitMap(JsonElement json, Emitter emitter)
    {
        emitter.Emit(new MappingStart());
        foreach (var field in json.EnumerateObject())
        {
            EmitText(field.Name, emitter);
            Emit(field.Value, emitter);
        }
        emitter.Emit(new MappingEnd());
    }

    private static void EmitList(JsonElement json, Emitter emitter)
    {
        emitter.Emit(new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Block));
        foreach (var item in json.EnumerateArray()) Emit(item, emitter);
        emitter.Emit(new SequenceEnd());
    }

    private static void EmitText(string text, Emitter emitter) => Emit(text, StyleOf(text), emitter);

    /// <summary>A digit in front may mean a number, a date or a time to one reader or another.</summary>
    private static ScalarStyle StyleOf(string text) =>
        PlainScalar.Resolve(text) is not string || char.IsAsciiDigit(text[0]) ? ScalarStyle.DoubleQuoted
        : text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : ScalarStyle.Any;

    private static void Emit(string text, ScalarStyle style, Emitter emitter) =>
        emitter.Emit(new Scalar(AnchorName.Empty, TagName.Empty, text, style, isPlainImplicit: true, isQuotedImplicit: true));
}
