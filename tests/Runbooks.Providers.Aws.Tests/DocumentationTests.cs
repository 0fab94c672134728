using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Runbooks.Providers.Aws.Tests.Wire;
using YamlDotNet.Serialization;

namespace Runbooks.Providers.Aws.Tests;

public partial class DocumentationTests
{
    public static TheoryData<string> Examples =>
        [.. YamlBlock().Matches(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "aws.md"))).Select(match => match.Groups[1].Value)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_in_the_documentation_passes_the_check(string example)
    {
        using var provider = new StepRun { Environment = { ["AWS_REGION"] = "eu-west-1" } }.Provider();

        Assert.Empty(provider.Check(FindBody(ToJson(example))));
    }

    private static JsonObject FindBody(JsonNode document) =>
        (document is JsonArray list ? list[0]!["plugin"]! : document)["aws"]!.AsObject();

    private static JsonNode ToJson(string yaml) =>
        JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(new DeserializerBuilder().Build().Deserialize(yaml)!))!;

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();
}
