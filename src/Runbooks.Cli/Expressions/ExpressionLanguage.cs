namespace Runbooks.Cli.Expressions;

/// <summary>The three languages that a workflow's texts are written in.</summary>
internal enum ExpressionLanguage
{
    /// <summary>expr-lang: what stands in <c>{{=…}}</c> and in fields named expression.</summary>
    Expr,

    /// <summary>govaluate: the condition of a step.</summary>
    When,

    /// <summary>Text with tags.</summary>
    Template,
}
