using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>One side of a comparison: a quoted text, or a bare word, number, boolean or tag.</summary>
internal sealed class Operand
{
    private readonly TextTemplate _text;
    private readonly bool _quoted;

    private Operand(TextTemplate text, bool quoted) => (_text, _quoted) = (text, quoted);

    public bool CanBeBoolean => !_quoted && (_text.HasTags || _text.Text is "true" or "false");

    public static bool TryParse(string written, [NotNullWhen(true)] out Operand? operand, [NotNullWhen(false)] out string? error)
    {
        operand = null;
        var text = written.Trim();
        if (text.Length == 0)
        {
            error = "one side of the comparison is empty; write '' for an empty text";
            return false;
        }
        var quoted = text.Length >= 2 && text[0] is '\'' or '"' && text[^1] == text[0];
        var inner = TextTemplate.Parse(quoted ? text[1..^1] : text);
        error = quoted ? null : Complaint(inner);
        if (error is not null) return false;
        operand = new Operand(inner, quoted);
        error = null;
        return true;
    }

    /// <summary>A <see cref="string"/>, <see cref="double"/> or <see cref="bool"/>.</summary>
    public object Value(Scope scope)
    {
        var text = _text.Fill(scope);
        if (_quoted) return text;
        var bare = text.Trim();
        // A value that brings its own quotes is the text within them, as when it is pasted.
        if (bare.Length >= 2 && bare[0] is '\'' or '"' && bare[^1] == bare[0]) return bare[1..^1];
        return bare switch
        {
            "true" => true,
            "false" => false,
            _ when double.TryParse(bare, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
            _ => text,
        };
    }

    private static string? Complaint(TextTemplate text)
    {
        var literal = text.HasTags ? text.Tags.Aggregate(text.Text, (rest, tag) => rest.Replace(tag.ToString(), "", StringComparison.Ordinal)) : text.Text;
        var odd = literal.IndexOfAny(['&', '|', '<', '>', '(', ')', '=', '!', '\'', '"']);
        return odd < 0 ? null : $"'{literal[odd]}' in '{text.Text}' is not supported yet; only 'left == right' and 'left != right' are";
    }
}
