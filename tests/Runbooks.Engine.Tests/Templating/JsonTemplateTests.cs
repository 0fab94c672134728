using System.Text.Json.Nodes;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Templating;

public class JsonTemplateTests
{
    private static readonly Scope Values = new DictionaryScope(new() { ["item"] = "x \"y\"", ["item.n"] = "1" });

    [Theory]
    [InlineData("null", "null")]
    [InlineData("1.50", "1.50")]
    [InlineData("true", "true")]
    [InlineData("\"{{item}}\"", "\"x \\u0022y\\u0022\"")]
    [InlineData("""{"a":[1,{"b":"<{{item.n}}>"},null]}""", """{"a":[1,{"b":"\u003C1\u003E"},null]}""")]
    [InlineData("""{"k{{item.n}}":"v"}""", """{"k1":"v"}""")]
    [InlineData("""["{{item.n}}"]""", """["1"]""")]
    public void Tags_are_filled_in_wherever_there_is_text_and_stay_text(string json, string filled) =>
        Assert.Equal(filled, JsonTemplate.Compile(JsonNode.Parse(json)).Fill(Values)?.ToJsonString() ?? "null");

    [Theory]
    [InlineData("""{"a":["b",{"c":1}]}""", false)]
    [InlineData("""{"a":["b",{"c":"{{item}}"}]}""", true)]
    [InlineData("""{"{{item}}":1}""", true)]
    public void It_knows_whether_there_is_anything_to_fill_in(string json, bool hasTags) => Assert.Equal(hasTags, JsonTemplate.Compile(JsonNode.Parse(json)).HasTags);

    [Fact]
    public void Each_filling_is_a_value_of_its_own()
    {
        var template = JsonTemplate.Compile(JsonNode.Parse("""{"a":{"b":1}}"""));

        var first = template.Fill(Values)!;
        first["a"]!["b"] = 2;

        Assert.Equal("""{"a":{"b":1}}""", template.Fill(Values)!.ToJsonString());
    }

    [Fact]
    public void Two_keys_that_become_the_same_leave_the_later_value() =>
        Assert.Equal("""{"1":"b"}""", JsonTemplate.Compile(JsonNode.Parse("""{"1":"a","{{item.n}}":"b"}""")).Fill(Values)!.ToJsonString());

    [Fact]
    public void Many_threads_may_fill_the_same_template_at_once()
    {
        var template = JsonTemplate.Compile(JsonNode.Parse("""{"a":["{{item}}",1,true,null,{"{{item.n}}":"2"}],"b":{"c":[1.0,"x"]}}"""));
        var expected = template.Fill(Values)!.ToJsonString();

        Parallel.For(0, 5000, _ => Assert.Equal(expected, template.Fill(Values)!.ToJsonString()));
    }
}
