using System.Text.Json.Nodes;
using Runbooks.Engine.Expressions;

namespace Runbooks.Engine.Tests.Expressions;

/// <summary>Each <c>Cases/*.asv</c> is a table of expressions and what they give with the variables of <c>Cases/variables.json</c>.</summary>
public class ExpressionCaseTests
{
    public static TheoryData<string> Files => CaseLine.Files("Expressions");

    public static EvaluationContext Context { get; } = new()
    {
        Variables = VariableTree.FromJson(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Expressions", "Cases", "variables.json")))!.AsObject()),
        Now = new DateTimeOffset(2024, 5, 6, 7, 8, 9, TimeSpan.Zero),
        FindZone = name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : null,
        Seed = new byte[] { 1, 2, 3 },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_expression_of_the_table_gives_its_value(string file)
    {
        var wrong = CaseLine.Read("Expressions", file)
            .Select(line => (line.Expression, line.Expected, Found: Evaluate(line.Expression)))
            .Where(line => line.Expected != line.Found)
            .Select(line => $"{line.Expression}\n    expected {line.Expected}\n    found    {line.Found}");

        Assert.Equal("", string.Join('\n', wrong));
    }

    [Fact]
    public void The_tables_have_at_least_a_thousand_lines()
    {
        var lines = Files.Sum(file => CaseLine.Read("Expressions", file.Data).Count());

        Assert.InRange(lines, 1_000, int.MaxValue);
    }

    private static string Evaluate(string text)
    {
        if (!Expression.TryParse(text, ExpressionLibrary.Argo, out var expression, out var error) || !expression.TryEvaluate(Context, out var value, out error))
            return "error: " + error.In(text).Split('\n')[0];
        return ExpressionValue.TryJson(value, out var json) ? json : ExpressionValue.Text(value);
    }
}
