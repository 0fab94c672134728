using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Expressions;

/// <summary>
/// Random and mutated inputs: none may throw, and none may go beyond its bounds. The seed is fixed, so that a failure can be seen again.
/// 20,000 of each, a million with <c>tests/run --long</c>.
/// </summary>
public class ExpressionFuzzTests
{
    private static readonly int Count = TestLength.Of(20_000, 1_000_000);

    private static readonly EvaluationContext Context = ExpressionCaseTests.Context with
    {
        Limits = new ExpressionLimits { Steps = 20_000, Memory = 20_000, Text = 200_000 },
    };

    [Fact]
    public void No_expression_crashes_or_leaves_its_bounds()
    {
        var inputs = new FuzzInputs(seed: 20240506, ExpressionCaseTests.Files.SelectMany(file => CaseLine.Read("Expressions", file.Data)).Select(line => line.Expression));

        for (var i = 0; i < Count; i++) Evaluate(inputs.Next());
    }

    [Fact]
    public void No_condition_crashes()
    {
        var inputs = new FuzzInputs(seed: 20240507, Conditions.WhenConditionCaseTests.Files.SelectMany(file => CaseLine.Read("Conditions", file.Data)).Select(line => line.Expression));

        for (var i = 0; i < Count; i++) Ask(inputs.Next());
    }

    private static void Evaluate(string text)
    {
        try
        {
            if (!Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error, Context.Limits))
            {
                Assert.InRange(error.Offset, 0, Math.Max(text.Length, 1));
                error.In(text);
                return;
            }
            expression.Check(["s", "list"]);
            if (!expression.TryEvaluate(Context, out var value, out error)) error.In(text);
            else if (!ExpressionValue.TryJson(value, out _)) Assert.NotNull(value);
        }
        catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{text}\n{crash}");
        }
    }

    private static void Ask(string text)
    {
        try
        {
            if (WhenCondition.TryParse(text, out var condition, out _)) condition.Holds(new EchoScope());
        }
        catch (Exception refused) when (refused is ConditionException or UnresolvedTagException)
        {
        }
        catch (Exception crash)
        {
            Assert.Fail($"{text}\n{crash}");
        }
    }

    /// <summary>Each variable's value is its own name.</summary>
    private sealed class EchoScope : Scope
    {
        protected override string? FindHere(string name) => name;
    }
}
