using System.Text.Json.Nodes;

namespace Runbooks.Cli.Tests.Commands;

public sealed class SchemaCommandTests
{
    [Fact]
    public async Task The_schema_has_each_kind_of_document_and_each_native_operation()
    {
        using var shell = new TestShell();

        Assert.Equal(0, await shell.RunAsync("schema"));

        var schema = JsonNode.Parse(shell.Out)!;
        var definitions = schema["definitions"]!.AsObject();
        Assert.Equal("#/definitions/Runbook", (string?)schema["$ref"]);
        Assert.Contains("CronWorkflowSpec", definitions.Select(definition => definition.Key));
        Assert.Equal("array", (string?)definitions["StopInstancesRequest"]!["properties"]!["InstanceIds"]!["anyOf"]![0]!["type"]);
        Assert.True(definitions.Count > 1000, $"only {definitions.Count} definitions");
    }
}
