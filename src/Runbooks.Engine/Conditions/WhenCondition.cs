using System.Diagnostics.CodeAnalysis;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Expressions.Values;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Conditions;

/// <summary>
/// A step's <c>when</c>, in govaluate's language: <c>== != &lt; &lt;= &gt; &gt;= =~ !~ in</c>, <c>&amp;&amp; || !</c>, <c>? : ??</c>, arithmetic, brackets. As in Argo,
/// bare words are texts (<c>{{steps.flip.outputs.result}} == heads</c>), all numbers are floating point, and quoted times compare as times.
/// Unlike in Argo, a tag's value is one operand whatever is in it: it can't change the condition's meaning. Only where tags stand for operators or for
/// the whole condition are they pasted.
/// </summary>
public sealed class WhenCondition
{
    private const int LongestPasted = 100_000;

    private readonly TextTemplate _text;
    private readonly bool _wordsAreTexts;

    /// <summary>Null if the tags must be pasted first.</summary>
    private readonly ConditionNode? _tree;

    private WhenCondition(TextTemplate text, bool wordsAreTexts, ConditionNode? tree) => (_text, _wordsAreTexts, _tree) = (text, wordsAreTexts, tree);

    /// <summary>It reads the item of the loop, so each item has an answer of its own.</summary>
    public bool DependsOnItem => _text.Tags.Any(tag => tag.Reads("item"));

    /// <param name="error">What is wrong and what would be right, in one line.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out WhenCondition? condition, [NotNullWhen(false)] out string? error)
    {
        var isRight = TryParse(text, wordsAreTexts: true, out condition, out ExpressionError? wrong);
        error = wrong?.Message;
        return isRight;
    }

    /// <param name="wordsAreTexts">False for the <c>when</c> of a CronWorkflow and of metrics, whose words need quotes.</param>
    /// <param name="error">What is wrong and what would be right, and where.</param>
    public static bool TryParse(string text, bool wordsAreTexts, [NotNullWhen(true)] out WhenCondition? condition, [NotNullWhen(false)] out ExpressionError? error)
    {
        (condition, error) = (null, null);
        var template = TextTemplate.Parse(text);
        try
        {
            var isPasted = template.SingleTag is not null || template.Tags.Any(tag => tag.Inner.Any());
            var tree = isPasted ? null : ConditionParser.Parse(text, wordsAreTexts);
            error = Complaint(text, template, tree) is { } complaint ? new ExpressionError(complaint, 0) : null;
            if (error is null) condition = new WhenCondition(template, wordsAreTexts, tree);
        }
        catch (ConditionSyntaxException wrong) when (wrong.IsPasted)
        {
            condition = new WhenCondition(template, wordsAreTexts, tree: null);
        }
        catch (ConditionSyntaxException wrong)
        {
            error = new ExpressionError(wrong.Message, wrong.Offset ?? 0);
        }
        catch (EvaluationException wrong)
        {
            error = new ExpressionError(wrong.Message, 0);
        }
        return condition is not null;
    }

    /// <summary>As in Argo, a condition of which nothing is left once its tags are filled in holds, like none at all.</summary>
    /// <exception cref="UnresolvedTagException">A tag has no value.</exception>
    /// <exception cref="ConditionException">It is neither true nor false, or can't be told.</exception>
    public bool Holds(Scope scope)
    {
        if (_tree is null or BareTagNode && Filled(scope).Length == 0) return true;
        try
        {
            var value = new ConditionEvaluator(scope).Value(_tree ?? Pasted(scope));
            return value as bool? ?? throw new ConditionException($"Expected boolean evaluation for '{Filled(scope)}'. Got {GoFormat.Text(value)}");
        }
        catch (EvaluationException failed)
        {
            throw new ConditionException($"Failed to evaluate 'when' expression '{Filled(scope)}': {failed.Message}");
        }
        catch (ConditionSyntaxException wrong)
        {
            throw new ConditionException($"Invalid 'when' expression '{Filled(scope)}': {wrong.Message}");
        }
    }

    /// <summary>The condition with its tags replaced, for messages: Argo's <c>when 'a == b' evaluated false</c>.</summary>
    public string Filled(Scope scope) => _text.Fill(scope);

    private ConditionNode Pasted(Scope scope)
    {
        var text = Filled(scope);
        return text.Length <= LongestPasted ? ConditionParser.Parse(text, _wordsAreTexts) : throw new ConditionSyntaxException($"it is longer than {LongestPasted} characters");
    }

    /// <summary>Why it can never be true or false, or null.</summary>
    private static string? Complaint(string text, TextTemplate template, ConditionNode? tree)
    {
        if (tree is QuotedTagNode) return $"{text} is a text, and never a condition: leave out the quotes around the tag";
        return template.HasTags || new ConditionEvaluator(NoScope.Instance).Value(tree) is bool ? null : $"'{text}' is not a condition; write 'left == right' or 'left != right'";
    }
}
