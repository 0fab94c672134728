using System.Text;

namespace Runbooks.Engine.Yaml;

/// <summary>From the bytes of a file to text that may be YAML.</summary>
internal static class YamlBytes
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public sealed record Decoded(string? Text, YamlMistake? Mistake);

    public static Decoded Decode(ReadOnlySpan<byte> bytes, YamlLimits limits)
    {
        if (bytes.Length > limits.MaxBytes) return new Decoded(null, TooLarge(limits));
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]) return new Decoded(null, Encoding(Position.Start, "the file is UTF-16; save it as UTF-8"));
        if (bytes is [0xEF, 0xBB, 0xBF, ..]) bytes = bytes[3..];
        try
        {
            return new Decoded(Strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException invalid)
        {
            var before = Strict.GetString(bytes[..invalid.Index]);
            var at = SourceText.Advance(Position.Start, before);
            return new Decoded(null, Encoding(at, $"byte 0x{bytes[invalid.Index]:x2} is not UTF-8; save the file as UTF-8"));
        }
    }

    /// <summary>What is wrong with a text before its YAML is looked at, or null.</summary>
    public static YamlMistake? Refuse(string text, YamlLimits limits)
    {
        if (text.Length > limits.MaxBytes) return TooLarge(limits);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) return Encoding(At(text, i), "half a surrogate pair stands here");
            else if (IsForbidden(text[i])) return Control(At(text, i), text[i]);
        }
        return null;
    }

    private static Position At(string text, int index) => SourceText.Advance(Position.Start, text.AsSpan(0, index));

    private static YamlMistake Control(Position at, char c) =>
        new(at, $"the control character U+{(int)c:X4} may not stand in YAML; in a double-quoted text write it as \\u{(int)c:x4}", "control-character");

    private static bool IsForbidden(char c) => c switch
    {
        '\t' or '\n' or '\r' or '\u0085' => false,
        < ' ' or (>= '\u007F' and < '\u00A0') or '\uFFFE' or '\uFFFF' => true,
        _ => false,
    };

    private static YamlMistake TooLarge(YamlLimits limits) =>
        new(Position.Start, $"the file is larger than {limits.MaxBytes:N0} bytes; larger ones are not read", "too-large");

    private static YamlMistake Encoding(Position at, string message) => new(at, message, "encoding");
}
