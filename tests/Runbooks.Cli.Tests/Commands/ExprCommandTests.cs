namespace Runbooks.Cli.Tests.Commands;

public sealed class ExprCommandTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Theory]
    [InlineData("1..5 | filter(# % 2 == 1)", "[1,3,5]\n")]
    [InlineData("'a' + 'b'", "ab\n")]
    [InlineData("nil", "null\n")]
    [InlineData("groupBy([1, 2], # > 1)", "map[false:[1] true:[2]]\n")]
    public async Task The_value_is_printed_as_a_tag_would_put_it_into_a_text(string expression, string printed)
    {
        Assert.Equal(0, await _shell.RunAsync("expr", expression));
        Assert.Equal(printed, _shell.Out);
    }

    [Fact]
    public async Task A_function_that_the_library_does_not_have_suggests_one_that_it_has()
    {
        Assert.Equal(2, await _shell.RunAsync("expr", "sprig.uper('x')"));
        Assert.Contains("sprig has no function 'uper'; did you mean 'upper'?", _shell.Error);
    }

    [Fact]
    public async Task A_mistake_is_shown_with_its_place_and_ends_with_2()
    {
        Assert.Equal(2, await _shell.RunAsync("expr", "'a' + 1"));
        Assert.Equal("error: invalid operation: + (mismatched types string and int) (1:5)\n | 'a' + 1\n | ....^\n", _shell.Error);
    }

    [Fact]
    public async Task Variables_with_dots_and_in_maps_come_together()
    {
        var file = _shell.File("vars.yaml", "inputs.parameters.env: prod\ninputs: {parameters: {size: 5}}\n");
        Assert.Equal(0, await _shell.RunAsync("expr", "inputs.parameters.env + string(inputs.parameters.size + 1)", "--vars", file));
        Assert.Equal("prod6\n", _shell.Out);
    }

    [Fact]
    public async Task A_condition_is_answered_and_a_template_filled()
    {
        var file = _shell.File("vars.yaml", "word: heads\n");
        Assert.Equal(0, await _shell.RunAsync("expr", "--when", "{{word}} == heads && 2 > 1", "--vars", file));
        Assert.Equal("true\n", _shell.Out);
        Assert.Equal(0, await _shell.RunAsync("expr", "--template", "{{word}}, {{=1 + 2}}, {{.Names}}", "--vars", file));
        Assert.Equal("heads, 3, {{.Names}}\n", _shell.Out);
    }

    [Fact]
    public async Task A_tag_that_nothing_closes_is_an_error_as_in_lint()
    {
        Assert.Equal(2, await _shell.RunAsync("expr", "--template", "a {{word"));
        Assert.Contains("this '{{' is never closed by '}}' (1:3)", _shell.Error);
    }

    [Fact]
    public async Task A_batch_answers_each_line_whatever_is_wrong_with_others()
    {
        using var shell = new TestShell
        {
            Input = """
                {"expr": "a + 1", "vars": {"a": 1}}
                no JSON
                {"expr": "a == a", "lang": "when"}
                {"expr": "x{{=[1]}}", "lang": "template"}
                {"expr": "b"}
                """,
        };

        Assert.Equal(0, await shell.RunAsync("expr", "--batch"));

        var lines = shell.Out.TrimEnd().Split('\n');
        Assert.Equal("""{"value":2}""", lines[0]);
        Assert.StartsWith("""{"error":"the line is no JSON""", lines[1]);
        Assert.Equal("""{"value":true}""", lines[2]);
        Assert.Equal("""{"value":"x[1]"}""", lines[3]);
        Assert.Equal("""{"error":"unknown name b (1:1)\n | b\n | ^"}""", lines[4]);
    }

    [Theory]
    [InlineData("expr")]
    [InlineData("expr", "1", "--batch")]
    [InlineData("expr", "1", "--when", "--template")]
    public async Task What_can_not_go_together_is_refused(params string[] args) => Assert.Equal(2, await _shell.RunAsync(args));
}
