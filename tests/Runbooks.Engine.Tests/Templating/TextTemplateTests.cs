using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Templating;

public class TextTemplateTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("no tags", "no tags")]
    [InlineData("{{inputs.parameters.a}}", "A")]
    [InlineData("<{{ inputs.parameters.a }}{{inputs.parameters.b}}>", "<Ab {{inputs.parameters.a}}>")]
    [InlineData("{{\tinputs.parameters.a\n}}", "{{\tinputs.parameters.a\n}}")]
    [InlineData("{{inputs}} {{workflow}}", "{{inputs}} {{workflow}}")]
    [InlineData("}} {{inputs.parameters.a}} }}", "}} A }}")]
    [InlineData("{inputs.parameters.a}", "{inputs.parameters.a}")]
    [InlineData("{{inputs.parameters.a}} {{inputs", "A {{inputs")]
    [InlineData("{{.Names}} {{ json . }} {{}} {{outputs.result}}", "{{.Names}} {{ json . }} {{}} {{outputs.result}}")]
    public void Tags_get_their_values_once_and_all_else_stays(string text, string filled) => Assert.Equal(filled, TextTemplate.Parse(text).Fill(Values));

    [Theory]
    [InlineData("{{inputs.parameters.c}}")]
    [InlineData("a {{ steps.x.outputs.result }}")]
    [InlineData("{{item.x}}")]
    public void A_tag_of_ours_without_a_value_is_told_by_name(string text)
    {
        var unresolved = Assert.Throws<UnresolvedTagException>(() => TextTemplate.Parse(text).Fill(Values));

        Assert.Contains(unresolved.Tag.Name, text);
        Assert.Equal($"{{{{{unresolved.Tag.Name}}}}} has no value here", unresolved.Message);
    }

    [Fact]
    public void Tags_know_where_they_stand_and_what_they_are()
    {
        var template = TextTemplate.Parse("a {{x}} {{=1 + 1}} {{open");

        Assert.Equal([new Tag("x", 2), new Tag("=1 + 1", 8)], template.Tags);
        Assert.Equal([false, true], template.Tags.Select(tag => tag.IsExpression));
        Assert.Equal(19, template.UnclosedAt);
        Assert.Null(template.SingleTag);
        Assert.Equal(new Tag("x", 0), TextTemplate.Parse("{{ x }}").SingleTag);
    }

    [Fact]
    public void An_inner_scope_hides_the_outer_one_and_lets_through_what_it_does_not_know()
    {
        var inner = new DictionaryScope(new() { ["inputs.parameters.a"] = "inner" }, Values);

        Assert.Equal("inner b {{inputs.parameters.a}}", TextTemplate.Parse("{{inputs.parameters.a}} {{inputs.parameters.b}}").Fill(inner));
    }

    private static Scope Values => new DictionaryScope(new() { ["inputs.parameters.a"] = "A", ["inputs.parameters.b"] = "b {{inputs.parameters.a}}" });
}
