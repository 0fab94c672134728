using System.Text.Json.Nodes;
using NJsonSchema;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Argo;

/// <summary>Every runbook we ship is a valid Argo document, native steps and all.</summary>
public sealed class ShippedRunbooksTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "runbooks");

    public static TheoryData<string> Runbooks =>
        [.. Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order()];

    [Theory]
    [MemberData(nameof(Runbooks))]
    public async Task A_runbook_passes_Argos_own_schema(string name)
    {
        Assert.SkipWhen(Conformance.Folder is null, Conformance.Missing);
        var schema = await SchemaOf("Workflow");
        var document = Assert.Single(YamlReader.Read(await File.ReadAllBytesAsync(Path.Combine(Folder, name)), YamlLimits.Default).Documents);

        Assert.Empty(schema.Validate(document.ToJson()!.ToJsonString()));
    }

    /// <summary>The whole schema with one kind as its root: its own root is any of seven kinds, whose errors would drown each other.</summary>
    private static async Task<JsonSchema> SchemaOf(string kind)
    {
        var all = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Conformance.Folder!, "argo-schema.json")))!.AsObject();
        all.Remove("oneOf");
        all.Remove("type");
        all["allOf"] = new JsonArray(new JsonObject { ["$ref"] = $"#/definitions/io.argoproj.workflow.v1alpha1.{kind}" });
        return await JsonSchema.FromJsonAsync(all.ToJsonString());
    }
}
