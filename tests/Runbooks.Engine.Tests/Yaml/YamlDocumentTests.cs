using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Yaml;

public class YamlDocumentTests
{
    private const string Text = """
        # a comment
        name: one
        list:
          - first
          - {inner: 1, 'it''s.odd[0]': 2}
          -
            - deep: [a, b]
        copy: &anchor
          key: value
        again: *anchor
        nothing:
        """;

    private static readonly YamlDocument Document = YamlReader.Read(Text).Documents.Single();

    [Theory]
    [InlineData("name", "2:7")]
    [InlineData("list", "3:1")]
    [InlineData("list[0]", "4:5")]
    [InlineData("list[1]", "5:5")]
    [InlineData("list[1].inner", "5:13")]
    [InlineData("list[1]['it''s.odd[0]']", "5:32")]
    [InlineData("list[2][0].deep", "7:7")]
    [InlineData("list[2][0].deep[1]", "7:17")]
    [InlineData("copy.key", "9:8")]
    [InlineData("again.key", "9:8")]
    [InlineData("nothing", "11:1")]
    [InlineData("list[7]", "3:1")]
    [InlineData("list[1].missing.further", "5:5")]
    [InlineData("missing", "2:1")]
    [InlineData("", "2:1")]
    [InlineData("list[x]", "3:1")]
    [InlineData("[", "2:1")]
    [InlineData("['", "2:1")]
    public void A_path_leads_to_its_place_or_the_nearest_one(string path, string position) =>
        Assert.Equal(position, Document.PositionOf(path).ToString());

    [Theory]
    [InlineData("name", "2:1")]
    [InlineData("list[1].inner", "5:6")]
    [InlineData("again", "10:1")]
    public void A_key_has_a_place_of_its_own(string path, string position) =>
        Assert.Equal(position, Document.KeyPositionOf(path).ToString());

    [Fact]
    public void The_whole_is_one_JSON_value() =>
        Assert.Equal(
            """{"name":"one","list":["first",{"inner":1,"it's.odd[0]":2},[{"deep":["a","b"]}]],"copy":{"key":"value"},"again":{"key":"value"},"nothing":null}""",
            Document.ToJson()!.ToJsonString(ArgoJson.Options));

    [Theory]
    [InlineData("a: {<<: {x: 1, z: 2}, x: 3}", """{"a":{"x":3,"z":2}}""")]
    [InlineData("a: {x: 3, <<: [{x: 1, z: 1}, {z: 2, w: 4}]}", """{"a":{"x":3,"z":1,"w":4}}""")]
    [InlineData("a: {'<<': 1}", """{"a":{"<<":1}}""")]
    [InlineData("{on: 1, 2: b, 1.5: c, 0x10: d, ~x: e}", """{"true":1,"2":"b","1.5":"c","16":"d","~x":"e"}""")]
    [InlineData("a: |\n  one\n   two\nb: >-\n  x\n  y\n", """{"a":"one\n two\n","b":"x y"}""")]
    [InlineData("%YAML 1.1\n---\na: 1\n...\n", """{"a":1}""")]
    [InlineData("a: \"\\x41\\u00e9\\U0001F600\\/\"", """{"a":"Aé\uD83D\uDE00/"}""")]
    public void YAML_becomes_JSON(string yaml, string json)
    {
        var stream = YamlReader.Read(yaml);

        Assert.Empty(stream.Mistakes);
        Assert.Equal(json, Assert.Single(stream.Documents).ToJson()!.ToJsonString(ArgoJson.Options));
    }

    [Theory]
    [InlineData("a: [", "1:5")]
    [InlineData("a: [\n  {b: ", "2:7")]
    [InlineData("a: 1\r\n---\r\nb: [x", "3:6")]
    public void A_mistake_at_the_end_of_a_file_stands_in_the_file(string yaml, string at) =>
        Assert.Equal(at, Assert.Single(YamlReader.Read(yaml).Mistakes).At.ToString());

    [Fact]
    public void Each_document_of_a_file_keeps_the_files_lines()
    {
        var stream = YamlReader.Read("a: 1\n---\n# empty\n---\nb: 1\n--- # third\nc:\n  d: 1\n...\ne: 2\n");

        Assert.Equal(["1:4", "5:4", "8:6", "10:4"], new[] { "a", "b", "c.d", "e" }.Zip(stream.Documents, (path, document) => document.PositionOf(path).ToString()));
    }
}
