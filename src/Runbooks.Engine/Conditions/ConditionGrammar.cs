using Kind = Runbooks.Engine.Conditions.ConditionTokenKind;

namespace Runbooks.Engine.Conditions;

/// <summary>Which kinds of tokens govaluate lets follow which.</summary>
internal static class ConditionGrammar
{
    private const string EmptySide = "one side of the comparison is empty; write '' for an empty text";

    private static readonly Kind[] AfterValue = [Kind.Modifier, Kind.Comparator, Kind.LogicalOp, Kind.ClauseClose, Kind.Ternary, Kind.Separator];
    private static readonly Kind[] Operand = [Kind.Prefix, Kind.Numeric, Kind.Boolean, Kind.Variable, Kind.Accessor, Kind.String,
        Kind.Pattern, Kind.Time, Kind.Clause];

    private static readonly Dictionary<Kind, Kind[]> Next = new()
    {
        [Kind.Unknown] = Operand,
        [Kind.Clause] = [.. Operand, Kind.ClauseClose],
        [Kind.ClauseClose] = [Kind.Comparator, Kind.Modifier, Kind.Numeric, Kind.Boolean, Kind.Variable, Kind.String, Kind.Time, Kind.Clause, Kind.ClauseClose, Kind.LogicalOp, Kind.Ternary, Kind.Separator],
        [Kind.Numeric] = AfterValue,
        [Kind.Boolean] = AfterValue,
        [Kind.String] = AfterValue,
        [Kind.Pattern] = [Kind.Modifier, Kind.Comparator, Kind.LogicalOp, Kind.ClauseClose, Kind.Separator],
        [Kind.Variable] = AfterValue,
        [Kind.Time] = [Kind.Modifier, Kind.Comparator, Kind.LogicalOp, Kind.ClauseClose, Kind.Separator],
        [Kind.Accessor] = [Kind.Clause, .. AfterValue],
        [Kind.Modifier] = [Kind.Prefix, Kind.Numeric, Kind.Variable, Kind.Accessor, Kind.String, Kind.Boolean, Kind.Clause, Kind.ClauseClose],
        [Kind.Comparator] = [.. Operand, Kind.ClauseClose],
        [Kind.LogicalOp] = [.. Operand, Kind.ClauseClose],
        [Kind.Prefix] = [Kind.Numeric, Kind.Boolean, Kind.Variable, Kind.Accessor, Kind.Clause, Kind.ClauseClose],
        [Kind.Ternary] = [.. Operand, Kind.Separator],
        [Kind.Separator] = Operand,
    };

    private static readonly HashSet<Kind> CanEnd = [Kind.ClauseClose, Kind.Numeric, Kind.Boolean, Kind.String, Kind.Pattern, Kind.Time,
        Kind.Variable, Kind.Accessor];

    public static bool CanFollow(Kind previous, Kind next) => Next[previous].Contains(next);

    /// <exception cref="ConditionSyntaxException"/>
    public static void Check(IReadOnlyList<ConditionToken> tokens, bool wordsAreTexts)
    {
        Balance(tokens);
        var previous = new ConditionToken(Kind.Unknown, null);
        foreach (var token in tokens)
        {
            // Words are texts only where it is too late for a sign in front of them.
            var kind = wordsAreTexts && token.Kind == Kind.Variable ? Kind.String : token.Kind;
            if (token.Kind == Kind.Comparator && previous.Kind is Kind.Unknown or Kind.Clause) throw new ConditionSyntaxException(EmptySide) { Offset = token.Offset };
            var isBound = token.Pieces is not null || previous.Pieces is not null;
            if (!CanFollow(previous.Kind, token.Kind) || !CanFollow(previous.Kind, kind) && !isBound)
                throw new ConditionSyntaxException($"Cannot transition token types from {previous} to {token}{Meant(previous)}{Meant(token)}", isBound) { Offset = token.Offset };
            previous = token;
        }
        if (!CanEnd.Contains(previous.Kind)) throw new ConditionSyntaxException(Unfinished(previous)) { Offset = previous.Offset };
    }

    /// <summary>Words of other languages for the operators.</summary>
    private static string Meant(ConditionToken token) => (token.Kind, token.Pieces is null ? token.Value?.ToString()?.ToLowerInvariant() : null) switch
    {
        (Kind.Variable, "and") => "; 'and' is written '&&'",
        (Kind.Variable, "or") => "; 'or' is written '||'",
        (Kind.Variable, "not" or "is" or "eq" or "ne") => "; conditions are written with '!', '==' and '!='",
        _ => "",
    };

    private static string Unfinished(ConditionToken last) =>
        last.Kind == Kind.Comparator ? EmptySide : "Unexpected end of expression";

    private static void Balance(IReadOnlyList<ConditionToken> tokens)
    {
        if (tokens.Count(token => token.Kind == Kind.Clause) != tokens.Count(token => token.Kind == Kind.ClauseClose)) throw new ConditionSyntaxException("Unbalanced parenthesis");
    }
}
