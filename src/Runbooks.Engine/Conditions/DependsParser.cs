using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions;
using Runbooks.Schemas;

namespace Runbooks.Engine.Conditions;

/// <summary>Reads a <c>depends</c>: names, results, <c>&amp;&amp;</c>, <c>||</c>, <c>!</c> and parentheses.</summary>
internal sealed class DependsParser(string text)
{
    private const int DeepestNesting = 100;

    private static readonly string[] Results = Enum.GetNames<TaskResult>();

    private readonly List<DependsTerm> _terms = [];
    private readonly List<int> _offsets = [];
    private int _at;
    private int _depth;

    /// <summary>Where the mentions of tasks stand that have been read.</summary>
    public IReadOnlyList<int> Offsets => _offsets;

    public bool TryParse([NotNullWhen(true)] out DependsCondition? condition, [NotNullWhen(false)] out ExpressionError? error)
    {
        try
        {
            var root = Alternatives();
            if (Next() != '\0') throw Unexpected("'&&' or '||'");
            (condition, error) = (new DependsCondition(root, [.. _terms]), null);
            return true;
        }
        catch (ConditionException wrong)
        {
            (condition, error) = (null, new ExpressionError(wrong.Message, Math.Min(_at, text.Length)));
            return false;
        }
    }

    private DependsExpression Alternatives()
    {
        var parts = new List<DependsExpression> { Conjunction() };
        while (Take("||")) parts.Add(Conjunction());
        return parts is [var only] ? only : new AnyOf([.. parts]);
    }

    private DependsExpression Conjunction()
    {
        var parts = new List<DependsExpression> { Negation() };
        while (Take("&&")) parts.Add(Negation());
        return parts is [var only] ? only : new AllOf([.. parts]);
    }

    private DependsExpression Negation()
    {
        var negated = false;
        while (Take("!")) negated = !negated;
        var part = Operand();
        return negated ? new Not(part) : part;
    }

    private DependsExpression Operand()
    {
        if (!Take("(")) return Term();
        if (++_depth > DeepestNesting) throw new ConditionException($"the parentheses nest more than {DeepestNesting} deep");
        var inner = Alternatives();
        if (!Take(")")) throw Unexpected("')'");
        _depth--;
        return inner;
    }

    private Mention Term()
    {
        if (!char.IsAsciiLetterOrDigit(Next())) throw Unexpected("the name of a task");
        _offsets.Add(_at);
        var task = Word();
        var term = new DependsTerm(task, _at < text.Length && text[_at] == '.' ? Result(task) : null);
        _terms.Add(term);
        return new Mention(term);
    }

    private TaskResult Result(string task)
    {
        _at++;
        var start = _at;
        var written = Word();
        if (Results.Contains(written)) return Enum.Parse<TaskResult>(written);
        var hint = DidYouMean.Hint(written, Results) is { Length: > 0 } close ? close : $"; there are {string.Join(", ", Results)}";
        _at = start;
        throw new ConditionException($"'{task}.{written}': a task has no result '{written}'{hint}");
    }

    private string Word()
    {
        var start = _at;
        while (_at < text.Length && (char.IsAsciiLetterOrDigit(text[_at]) || text[_at] is '-' or '_')) _at++;
        return text[start.._at];
    }

    private bool Take(string token)
    {
        Next();
        if (string.CompareOrdinal(text, _at, token, 0, token.Length) != 0) return false;
        _at += token.Length;
        return true;
    }

    /// <summary>The next character that is no blank, or NUL at the end.</summary>
    private char Next()
    {
        while (_at < text.Length && char.IsWhiteSpace(text[_at])) _at++;
        return _at < text.Length ? text[_at] : '\0';
    }

    private ConditionException Unexpected(string expected) => new(Next() == '\0'
        ? $"'{text}' ends where {expected} is expected"
        : $"expected {expected} before '{text[_at..]}'; a condition is made of task names, '&&', '||', '!' and parentheses");
}
