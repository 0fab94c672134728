using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>
/// A step's <c>when</c>: <c>left == right</c> or <c>left != right</c>, or a lone <c>true</c>, <c>false</c> or tag. As in Argo, bare words are texts
/// (<c>{{steps.flip.outputs.result}} == heads</c>); numbers compare as numbers, quoted values as text. Unlike in Argo, a tag's value is
/// one operand whatever is in it: it can't change the condition's meaning.
/// </summary>
public sealed class WhenCondition
{
    private readonly TextTemplate _text;
    private readonly Operand _left;
    private readonly Operand? _right;
    private readonly bool _negated;

    private WhenCondition(string text, Operand left, Operand? right, bool negated) =>
        (_text, _left, _right, _negated) = (TextTemplate.Parse(text), left, right, negated);

    /// <param name="error">What is wrong and what would be right, in one line.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out WhenCondition? condition, [NotNullWhen(false)] out string? error)
    {
        condition = null;
        var operators = Operators(text).ToList();
        if (operators.Count > 1)
            return Fail(out error, $"'{text}' has more than one comparison; only 'left == right' and 'left != right' are supported yet");
        var sides = operators is [var at] ? (text[..at], text[(at + 2)..]) : (text, null);
        if (!Operand.TryParse(sides.Item1, out var left, out error)) return false;
        Operand? right = null;
        if (sides.Item2 is not null && !Operand.TryParse(sides.Item2, out right, out error)) return false;
        if (right is null && !left.CanBeBoolean)
            return Fail(out error, $"'{text}' is not a condition; write 'left == right' or 'left != right'");
        condition = new WhenCondition(text, left, right, negated: operators is [var index] && text[index] == '!');
        error = null;
        return true;
    }

    /// <summary>It reads the item of the loop, so each item has an answer of its own.</summary>
    public bool DependsOnItem => _text.Tags.Any(tag => tag.Name == "item" || tag.Name.StartsWith("item.", StringComparison.Ordinal));

    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    /// <exception cref="ConditionException">A lone operand is neither true nor false.</exception>
    public bool Holds(Scope scope)
    {
        var left = _left.Value(scope);
        if (_right is not null) return Equals(left, _right.Value(scope)) != _negated;
        return left as bool? ?? throw new ConditionException($"Expected boolean evaluation for '{Filled(scope)}'. Got {left}");
    }

    /// <summary>The condition with its tags replaced, for messages: Argo's <c>when 'a == b' evaluated false</c>.</summary>
    public string Filled(Scope scope) => _text.Fill(scope);

    /// <summary>Where <c>==</c> and <c>!=</c> stand outside quotes and tags.</summary>
    private static IEnumerable<int> Operators(string text)
    {
        for (var i = 0; i < text.Length - 1; i++)
        {
            if (text[i] is '\'' or '"') i = Math.Max(i, text.IndexOf(text[i], i + 1));
            else if (text[i] == '{' && text[i + 1] == '{') i = Math.Max(i, text.IndexOf("}}", i, StringComparison.Ordinal));
            else if (text[i] is '=' or '!' && text[i + 1] == '=') yield return i++;
        }
    }

    private static bool Fail(out string error, string message)
    {
        error = message;
        return false;
    }
}
