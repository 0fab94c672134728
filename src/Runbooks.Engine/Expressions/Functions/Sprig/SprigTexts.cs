using System.Text;
using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigBinding;
using static Runbooks.Engine.Expressions.Functions.Sprig.SprigCast;

namespace Runbooks.Engine.Expressions.Functions.Sprig;

internal static class SprigTexts
{
    public static IEnumerable<GoFunction> All { get; } =
    [
        Function("hello", () => "Hello!"),
        Function("trunc", (long count, string text) => Truncate(count, text)),
        Function("trim", (string text) => text.Trim()),
        Function("trimAll", (string characters, string text) => GoText.Trim(text, characters)),
        Function("trimall", (string characters, string text) => GoText.Trim(text, characters)),
        Function("trimPrefix", (string prefix, string text) => TextFunctions.WithoutPrefix(text, prefix)),
        Function("trimSuffix", (string suffix, string text) => TextFunctions.WithoutSuffix(text, suffix)),
        Function("upper", (string text) => GoText.Upper(text)),
        Function("lower", (string text) => GoText.Lower(text)),
        Function("substr", (long start, long end, string text) => Substring(start, end, text)),
        Function("repeat", (Evaluation evaluation, long count, string text) => Repeat(evaluation, count, text)),
        Function("nospace", (string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)))),
        Function("contains", (string part, string text) => text.Contains(part, StringComparison.Ordinal)),
        Function("hasPrefix", (string prefix, string text) => text.StartsWith(prefix, StringComparison.Ordinal)),
        Function("hasSuffix", (string suffix, string text) => text.EndsWith(suffix, StringComparison.Ordinal)),
        Function("quote", (object?[] values) => string.Join(' ', values.Where(value => value is not null).Select(value => Quote(ToText(value))))),
        Function("squote", (object?[] values) => string.Join(' ', values.Where(value => value is not null).Select(value => $"'{GoFormat.Text(value)}'"))),
        Function("cat", (object?[] values) => string.Join(' ', values.Where(value => value is not null).Select(GoFormat.Text))),
        Function("indent", (Evaluation evaluation, long spaces, string text) => Indent(evaluation, spaces, text)),
        Function("nindent", (Evaluation evaluation, long spaces, string text) => "\n" + Indent(evaluation, spaces, text)),
        Function("replace", (Evaluation evaluation, string old, string with, string text) => TextFunctions.Replace(evaluation, text, old, with, -1)),
        Function("plural", (string one, string many, long count) => count == 1 ? one : many),
        Function("toString", (object? value) => ToText(value)),
        Function("toStrings", (object? value) => ToTexts(value).ToArray<object?>()),
        Function("join", (string separator, object? value) => string.Join(separator, ToTexts(value))),
        Function("sortAlpha", (object? value) => value is null ? ["<nil>"] : ToTexts(value).Order(GoOrder.OfTexts).ToArray<object?>()),
        Function("split", (string separator, string text) => Numbered(GoText.Split(text, separator, -1))),
        Function("splitn", (string separator, long limit, string text) => Numbered(GoText.Split(text, separator, limit))),
        Function("splitList", (string separator, string text) => GoText.Split(text, separator, -1)),
        Function("fail", object? (string message) => throw new EvaluationException(message)),
    ];

    private static string Truncate(long count, string text)
    {
        var length = GoText.Bytes(text);
        if (count < 0 && length + count > 0) return GoText.Slice(text, (int)(length + count), length);
        return count >= 0 && length > count ? GoText.Slice(text, 0, (int)count) : text;
    }

    private static string Substring(long start, long end, string text)
    {
        var length = GoText.Bytes(text);
        var (from, to) = start < 0 ? (0, end) : (start, end < 0 || end > length ? length : end);
        if (to < from || to > length || to < 0) throw new EvaluationException($"runtime error: slice bounds out of range [{from}:{to}]");
        return GoText.Slice(text, (int)from, (int)to);
    }

    private static string Repeat(Evaluation evaluation, long count, string text) =>
        count >= 0 ? TextFunctions.Repeat(evaluation, text, count) : throw new EvaluationException("strings: negative Repeat count");

    private static string Indent(Evaluation evaluation, long spaces, string text)
    {
        var pad = Repeat(evaluation, spaces, " ");
        return pad + TextFunctions.Replace(evaluation, text, "\n", "\n" + pad, -1);
    }

    /// <summary><c>{_0: …, _1: …}</c></summary>
    private static MapValue Numbered(object?[] parts) => new(parts.Select((part, index) => KeyValuePair.Create($"_{index}", part)));

    /// <summary>As Go's %q.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes()) quoted.Append(Escape(rune));
        return quoted.Append('"').ToString();
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        '\a' => "\\a",
        '\b' => "\\b",
        '\f' => "\\f",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        '\v' => "\\v",
        < ' ' or 0x7f => $"\\x{rune.Value:x2}",
        0xFFFD => "\uFFFD",
        _ when Rune.IsControl(rune) || Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.OtherNotAssigned
            or System.Globalization.UnicodeCategory.PrivateUse or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.ParagraphSeparator
            || Rune.IsWhiteSpace(rune) && rune.Value != ' ' => rune.Value > 0xFFFF ? $"\\U{rune.Value:x8}" : $"\\u{rune.Value:x4}",
        _ => rune.ToString(),
    };
}
