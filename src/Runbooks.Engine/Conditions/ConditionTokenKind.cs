namespace Runbooks.Engine.Conditions;

/// <summary>Govaluate's kinds of tokens, as its messages name them.</summary>
internal enum ConditionTokenKind
{
    Unknown,
    Prefix,
    Numeric,
    Boolean,
    String,

    /// <summary>A text right of <c>=~</c> or <c>!~</c>.</summary>
    Pattern,
    Time,
    Variable,
    Accessor,
    Separator,
    Comparator,
    LogicalOp,
    Modifier,
    Clause,
    ClauseClose,
    Ternary,
}
