using Runbooks.Engine.Expressions.RegularExpressions;

namespace Runbooks.Engine.Conditions;

/// <summary>Makes the tree of a condition. All operators of one level group from the left, <c>**</c> and <c>?:</c> too.</summary>
internal sealed class ConditionParser
{
    private const int MaxNesting = 200;
    private const int MaxTokens = 1_000;

    /// <summary>From the loosest to the tightest.</summary>
    private static readonly (ConditionTokenKind Kind, string[] Signs)[] Levels =
    [
        (ConditionTokenKind.Separator, [","]),
        (ConditionTokenKind.Ternary, ["?", ":", "??"]),
        (ConditionTokenKind.LogicalOp, ["||"]),
        (ConditionTokenKind.LogicalOp, ["&&"]),
        (ConditionTokenKind.Comparator, ["==", "!=", ">", ">=", "<", "<=", "=~", "!~", "in"]),
        (ConditionTokenKind.Modifier, ["^", "&", "|"]),
        (ConditionTokenKind.Modifier, [">>", "<<"]),
        (ConditionTokenKind.Modifier, ["+", "-"]),
        (ConditionTokenKind.Modifier, ["*", "/", "%"]),
        (ConditionTokenKind.Modifier, ["**"]),
    ];

    private readonly IReadOnlyList<ConditionToken> _tokens;
    private readonly bool _wordsAreTexts;
    private int _at;
    private int _depth;

    private ConditionParser(IReadOnlyList<ConditionToken> tokens, bool wordsAreTexts) => (_tokens, _wordsAreTexts) = (tokens, wordsAreTexts);

    /// <param name="wordsAreTexts">A word without quotes is a text, as in a step's <c>when</c>; else it is a parameter, of which there are none.</param>
    /// <exception cref="ConditionSyntaxException"/>
    public static ConditionNode Parse(string text, bool wordsAreTexts)
    {
        var tokens = WithPatterns(ConditionLexer.Tokens(text), ConditionTokenKind.String);
        if (tokens.Count > MaxTokens) throw new ConditionSyntaxException($"the condition has more than {MaxTokens} parts");
        ConditionGrammar.Check(tokens, wordsAreTexts);
        if (wordsAreTexts) tokens = WithPatterns(tokens, ConditionTokenKind.Variable);
        var parser = new ConditionParser(tokens, wordsAreTexts);
        try
        {
            // As in govaluate, what follows a closed bracket without an operator is not looked at: (a == b) c
            return parser.Level(0) ?? throw new ConditionSyntaxException("Unexpected end of expression");
        }
        catch (ConditionSyntaxException wrong)
        {
            if (parser._at > 0) wrong.Offset ??= tokens[parser._at - 1].Offset;
            throw;
        }
    }

    private ConditionToken? Current => _at < _tokens.Count ? _tokens[_at] : null;

    private ConditionNode? Level(int level)
    {
        if (level == Levels.Length) return Value();
        var left = Level(level + 1);
        while (Current is { } token && token.Is(Levels[level].Kind, Levels[level].Signs))
        {
            _at++;
            left = new OperatorNode((string)token.Value!, left, Level(level + 1));
        }
        return left;
    }

    /// <summary>What stands right of <c>=~</c> is a regular expression, and no text any more.</summary>
    private static IReadOnlyList<ConditionToken> WithPatterns(IReadOnlyList<ConditionToken> tokens, ConditionTokenKind kind) =>
        [.. tokens.Select((token, i) => i > 0 && token.Kind == kind && token.Pieces is null && tokens[i - 1].IsMatch
            ? token with { Kind = ConditionTokenKind.Pattern }
            : token)];

    private static PatternNode Pattern(string pattern) =>
        GoRegex.TryParse(pattern, out var regex, out var error) ? new PatternNode(regex) : throw new ConditionSyntaxException(error);

    private ConditionNode? Value()
    {
        if (Current is not { } token || token.Kind == ConditionTokenKind.ClauseClose) return null;
        _at++;
        return token.Kind switch
        {
            ConditionTokenKind.Clause => Clause(),
            ConditionTokenKind.Prefix => new SignedNode((string)token.Value!, Value()),
            ConditionTokenKind.String when token.Pieces is { } pieces => new QuotedTagNode(pieces),
            ConditionTokenKind.Variable when token.Pieces is { } pieces => new BareTagNode(pieces),
            ConditionTokenKind.Variable when !_wordsAreTexts => new ParameterNode((string)token.Value!),
            ConditionTokenKind.Accessor => new ParameterNode(((string)token.Value!).Split('.')[0]),
            ConditionTokenKind.Pattern => Pattern((string)token.Value!),
            _ => new ConstantNode(token.Value),
        };
    }

    private ConditionNode? Clause()
    {
        if (++_depth > MaxNesting) throw new ConditionSyntaxException($"the condition is nested more than {MaxNesting} levels deep");
        var inner = Level(0);
        if (Current?.Kind != ConditionTokenKind.ClauseClose) throw new ConditionSyntaxException("Unbalanced parenthesis", Current?.Pieces is not null);
        _at++;
        _depth--;
        return inner;
    }
}
