using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Conditions;

/// <summary>A dag task's <c>depends</c>: a condition over the ends of other tasks, <c>a &amp;&amp; (b.Failed || !c.Succeeded)</c>.</summary>
public sealed class DependsCondition
{
    private readonly DependsExpression _root;

    internal DependsCondition(DependsExpression root, IReadOnlyList<DependsTerm> terms) => (_root, Terms) = (root, terms);

    /// <summary>Every mention of a task, in the order of the text.</summary>
    public IReadOnlyList<DependsTerm> Terms { get; }

    /// <param name="error">What is wrong and what would be right, and where.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out DependsCondition? condition, [NotNullWhen(false)] out ExpressionError? error) =>
        new DependsParser(text).TryParse(out condition, out error);

    /// <summary>Where the mentions of tasks stand in a text; none if it can't be read.</summary>
    public static IReadOnlyList<int> OffsetsIn(string text)
    {
        var parser = new DependsParser(text);
        return parser.TryParse(out _, out _) ? parser.Offsets : [];
    }

    /// <summary>Argo's <c>dependencies: [a, b]</c>: the same as <c>depends: a &amp;&amp; b</c>.</summary>
    public static DependsCondition All(IEnumerable<string> tasks)
    {
        var terms = tasks.Select(task => new DependsTerm(task, null)).ToArray();
        return new DependsCondition(new AllOf([.. terms.Select(term => new Mention(term))]), terms);
    }

    /// <param name="isTrue">Tells whether one mention of a task holds.</param>
    public bool Holds(Predicate<DependsTerm> isTrue) => _root.Holds(isTrue);
}
