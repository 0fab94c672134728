using Runbooks.Engine.Conditions;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Tests.Templating;

namespace Runbooks.Engine.Tests.Conditions;

public class WhenConditionTests
{
    private static readonly Scope Values = new DictionaryScope(new()
    {
        ["item"] = "heads",
        ["item.n"] = "10",
        ["item.t"] = "true",
        ["item.e"] = "",
        ["item.q"] = "'a' == 'a'",
        ["item.s"] = " a b ",
        ["item.l"] = "[]",
    });

    public static TheoryData<string, string> Lines
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Conditions", "when.txt")).Where(line => line.Length > 0 && line[0] != '#'))
                data.Add(line[..line.LastIndexOf('|')].Trim(), line[(line.LastIndexOf('|') + 1)..].Trim());
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public void A_condition_holds_as_its_line_says(string condition, string expected) => Assert.Equal(expected, Evaluate(condition));

    [Theory]
    [InlineData("{{item}} == 1", true)]
    [InlineData("1 == {{ item.key }}", true)]
    [InlineData("{{items}} == 1", false)]
    [InlineData("{{steps.item.status}} == 1", false)]
    [InlineData("'item' == 1", false)]
    public void It_knows_whether_each_item_has_an_answer_of_its_own(string text, bool depends)
    {
        Assert.True(WhenCondition.TryParse(text, out var condition, out _));
        Assert.Equal(depends, condition.DependsOnItem);
    }

    [Fact]
    public void For_messages_its_tags_are_filled_in_as_text()
    {
        Assert.True(WhenCondition.TryParse("{{item}} == 'tails'", out var condition, out _));
        Assert.Equal("heads == 'tails'", condition.Filled(Values));
    }

    private static string Evaluate(string text)
    {
        if (!WhenCondition.TryParse(text, out var condition, out var error)) return error;
        try
        {
            return condition.Holds(Values) ? "true" : "false";
        }
        catch (Exception wrong) when (wrong is ConditionException or UnresolvedTagException)
        {
            return wrong.Message;
        }
    }
}
