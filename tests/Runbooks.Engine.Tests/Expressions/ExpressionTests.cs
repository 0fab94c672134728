using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Tests.Expressions;

public class ExpressionTests
{
    private static readonly EvaluationContext Empty = new();

    private static Expression Parse(string text, ExpressionLibrary? library = null) =>
        Expression.TryParse(text, library ?? ExpressionLibrary.Argo, out var expression, out var error) ? expression : throw new InvalidOperationException(error.Message);

    private static object? Value(string text, EvaluationContext? context = null) =>
        Parse(text).TryEvaluate(context ?? Empty, out var value, out var error) ? value : throw new InvalidOperationException(error.Message);

    private static ExpressionError Error(string text, EvaluationContext? context = null) =>
        !Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error) || !expression.TryEvaluate(context ?? Empty, out _, out error)
            ? error
            : throw new InvalidOperationException($"{text} has a value");

    private static EvaluationContext With(string name, object? value) => Empty with { Variables = new Dictionary<string, object?> { [name] = value } };

    [Theory]
    [InlineData("1..2000000", "memory budget exceeded")]
    [InlineData("repeat('ab', 900000)", "memory budget exceeded")]
    [InlineData("let r = 1..9000; all(r, all(r, all(r, true)))", "the expression takes more than 10000000 steps")]
    [InlineData("reduce(1..60, #acc + #acc, 'ab')", "memory budget exceeded")]
    [InlineData("toJSON(reduce(1..900, [#acc], 0))", "recursion depth exceeded")]
    [InlineData("'a' matches '(a{1000}){1000}'", "error parsing regexp: invalid repeat count: `{1000}`")]
    [InlineData("'a' matches '(?:abcdefghijklmnopqrstuvwxyz){999}'",
        "error parsing regexp: expression too large: `(?:abcdefghijklmnopqrstuvwxyz){999}`")]
    public void What_costs_too_much_is_an_error(string text, string message) => Assert.Equal(message, Error(text).Message);

    [Theory]
    [InlineData('(')]
    [InlineData('[')]
    [InlineData('-')]
    [InlineData('!')]
    public void Deep_nesting_is_an_error_before_anything_runs(char open) =>
        Assert.Equal("the expression is nested more than 250 levels deep", Error(new string(open, 50_000) + "1").Message);

    [Fact]
    public void Long_rows_of_operators_are_fine_up_to_a_bound()
    {
        Assert.Equal(900L, Value(string.Join('+', Enumerable.Repeat("1", 900))));
        Assert.Equal("the expression is nested more than 1000 levels deep", Error(string.Join('+', Enumerable.Repeat("1", 3_000))).Message);
    }

    [Fact]
    public void A_regular_expression_that_explodes_elsewhere_takes_no_time() =>
        Assert.Equal(false, Value("repeat('a', 5000) + '!' matches '^(a+)+$'"));

    [Fact]
    public void Time_and_chance_come_from_the_context()
    {
        var context = Empty with { Now = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero), Seed = new byte[] { 1 } };

        Assert.Equal("2024-05-06T07:08:09Z", Value("now().Format('2006-01-02T15:04:05Z07:00')", context));
        Assert.Equal(Value("sprig.randAlphaNum(12) + sprig.uuidv4()", context), Value("sprig.randAlphaNum(12) + sprig.uuidv4()", context));
        Assert.NotEqual(Value("sprig.uuidv4()", context), Value("sprig.uuidv4()", context with { Seed = new byte[] { 2 } }));
        Assert.Equal("random values are not available here", Error("sprig.uuidv4()").Message);
    }

    [Fact]
    public void A_variable_hides_a_builtin_of_its_name()
    {
        var context = With("duration", 5L);

        Assert.Equal(6L, Value("duration + 1", context));
        Assert.Equal("int is not callable", Error("duration('1h')", context).Message);
        Assert.Equal("1h0m0s", Value("::duration('1h').String()", context));
    }

    [Fact]
    public void Types_are_checked_again_when_a_variable_changes_its_type()
    {
        var expression = Parse("x + 1");

        Assert.True(expression.TryEvaluate(With("x", 1L), out var number, out _));
        Assert.False(expression.TryEvaluate(With("x", "1"), out _, out var error));
        Assert.Equal(2L, number);
        Assert.Equal("invalid operation: + (mismatched types string and int)", error.Message);
    }

    [Fact]
    public void A_variables_map_is_never_changed()
    {
        var map = VariableTree.FromDotted([KeyValuePair.Create("m.a", (object?)1L)]);

        Assert.Equal("map[a:1 b:2]", ExpressionValue.Text(Value("sprig.set(sprig.deepCopy(m), 'b', 2)", Empty with { Variables = map })));
        Assert.Equal("map[a:1]", ExpressionValue.Text(Value("m", Empty with { Variables = map })));
    }

    [Fact]
    public void Where_Argo_has_no_functions_there_are_none()
    {
        var depends = Parse("asInt('1')", ExpressionLibrary.For(ExpressionPlace.Depends));

        Assert.False(depends.TryEvaluate(Empty, out _, out var error));
        Assert.Equal("unknown name asInt", error.Message);
        Assert.All(Enum.GetValues<ExpressionPlace>(), place => Assert.NotNull(ExpressionLibrary.For(place)));
    }

    [Fact]
    public void All_mistakes_are_found_without_values()
    {
        var errors = Parse("inptus.a + sprig.truncate(1, 'x') + upper(1) + sprig.trunc(1) + now").Check(["inputs", "steps"]);

        Assert.Equal(
            [
                "unknown name inptus; did you mean 'inputs'? (at 1)",
                "cannot use int as argument (type string) to call upper (at 43)",
                "'now' is a function; call it: now(…) (at 65)",
                "sprig has no function 'truncate' (at 18)",
                "sprig.trunc takes 2 arguments, not 1 (at 54)",
            ],
            errors.Select(error => error.ToString()));
    }

    [Fact]
    public void References_are_paths_with_their_place_and_whether_they_may_be_absent()
    {
        var references = Parse("inputs.parameters['my-x'] + (steps.a?.outputs ?? item.b) + upper(let y = workflow.name; y)").References;

        Assert.Equal(
            ["inputs.parameters.my-x@0:False", "steps.a.outputs@29:True", "item.b@49:False", "workflow.name@73:False"],
            references.Select(reference => $"{reference.Name}@{reference.Offset}:{reference.MayBeAbsent}"));
    }

    [Fact]
    public void A_tag_takes_texts_as_they_are_and_the_rest_as_JSON()
    {
        Assert.True(ExpressionTag.TryText("<a>", out var text, out _));
        Assert.True(ExpressionTag.TryText(new object?[] { 1L, "<" }, out var list, out _));
        Assert.False(ExpressionTag.TryText(null, out _, out var error));
        Assert.Equal(("<a>", "[1,\"\\u003c\"]"), (text, list));
        Assert.Equal("the expression gives nil, which is no text; give a default with ?? ''", error);
    }
}
