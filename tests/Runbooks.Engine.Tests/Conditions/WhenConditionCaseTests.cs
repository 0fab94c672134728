using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Tests.Expressions;

namespace Runbooks.Engine.Tests.Conditions;

/// <summary>
/// Each <c>Cases/*.asv</c> is a table of conditions and whether they hold. The value of the tag <c>{{word}}</c> and its like is in
/// <see cref="Values"/>.
/// </summary>
public class WhenConditionCaseTests
{
    private static readonly Dictionary<string, string> Values = new()
    {
        ["word"] = "heads",
        ["number"] = "5",
        ["negative"] = "-2.5",
        ["bracketed"] = "(1)",
        ["inverted"] = "~1",
        ["unbalanced"] = "1) + (1",
        ["yes"] = "true",
        ["no"] = "false",
        ["empty"] = "",
        ["spaced"] = "two words",
        ["dashed"] = "blue-green",
        ["dotted"] = "v1.2.3",
        ["date"] = "2024-05-06",
        ["quoted"] = "'heads'",
        ["evil"] = "x' == 'x' || 'a' == 'a",
        ["injection"] = "1 == 1 || heads",
        ["condition"] = "1 == 1 && heads == heads",
        ["operator"] = "==",
        ["backslash"] = "a\\b",
        ["json"] = "[\"a\", \"b\"]",
    };

    public static TheoryData<string> Files => CaseLine.Files("Conditions");

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_condition_of_the_table_has_its_answer(string file)
    {
        var wrong = CaseLine.Read("Conditions", file)
            .Select(line => (line.Expression, line.Expected, Found: Ask(line.Expression)))
            .Where(line => line.Expected != line.Found)
            .Select(line => $"{line.Expression}\n    expected {line.Expected}\n    found    {line.Found}");

        Assert.Equal("", string.Join('\n', wrong));
    }

    private static string Ask(string text)
    {
        if (!WhenCondition.TryParse(text, out var condition, out var error)) return "error: " + error;
        try
        {
            return condition.Holds(new TableScope()) ? "true" : "false";
        }
        catch (ConditionException failed)
        {
            return "fails: " + failed.Message;
        }
    }

    private sealed class TableScope : Scope
    {
        protected override string? FindHere(string name) => Values.GetValueOrDefault(name);
    }
}
