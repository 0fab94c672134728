using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>A text or word of a condition that has tags in it: their values are bound to it as they are, whatever is in them.</summary>
internal sealed class BoundText(string text)
{
    private readonly TextTemplate _template = TextTemplate.Parse(text);

    /// <summary>As written.</summary>
    public string Text { get; } = text;

    /// <summary>With each tag replaced. A backslash in a value stands for the character after it, as it would if the value were pasted.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    public string Fill(Scope scope)
    {
        var filled = _template.Fill(scope);
        return filled.Contains('\\') ? ConditionLexer.Unescape(filled) : filled;
    }
}
