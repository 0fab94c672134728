using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Argo;

/// <summary>The language beside Argo's own JSON Schema: both are walked from the document's root, field by field.</summary>
public class ArgoSchemaTests
{
    private const string Namespace = "#/definitions/io.argoproj.workflow.v1alpha1.";

    /// <summary>Whoever writes a document doesn't write these.</summary>
    private static readonly string[] Elsewhere = ["status", "metadata"];

    public static TheoryData<string> Kinds => ["Workflow", "WorkflowTemplate", "ClusterWorkflowTemplate", "CronWorkflow", "WorkflowEventBinding"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_language_has_the_fields_of_Argo_and_no_others(string kind)
    {
        Assert.SkipWhen(Conformance.Folder is null, Conformance.Missing);
        var walk = new Walk(JsonNode.Parse(File.ReadAllText(Path.Combine(Conformance.Folder, "argo-schema.json")))!["definitions"]!.AsObject());
        var document = (ObjectSchema)new ArgoSchema([], name => new ObjectSchema(name, () => [])).Document;

        walk.Compare(document.Variants().Single(variant => variant.Value == kind).Fields[0].Schema, $"{Namespace}{(kind == "WorkflowEventBinding" ? "WorkflowEventBindingSpec" : kind == "CronWorkflow" ? "CronWorkflowSpec" : "WorkflowSpec")}", "spec");

        Assert.Equal([], walk.Differences);
    }

    private sealed class Walk(JsonObject definitions)
    {
        private readonly HashSet<string> _seen = [];

        public List<string> Differences { get; } = [];

        public void Compare(Schema ours, string theirs, string path)
        {
            if (!_seen.Add(theirs) || definitions[theirs["#/definitions/".Length..]]?["properties"] is not JsonObject properties) return;
            if (ours is not ObjectSchema { } shape)
            {
                Differences.Add($"{path}: no object");
                return;
            }
            Differences.AddRange(properties.Select(property => property.Key).Except(shape.Fields.Keys).Select(name => $"{path}.{name}: missing"));
            Differences.AddRange(shape.Fields.Keys.Except(properties.Select(property => property.Key)).Select(name => $"{path}.{name}: not Argo's"));
            foreach (var (name, property) in properties.Where(property => !Elsewhere.Contains(property.Key) && shape.Fields.ContainsKey(property.Key)))
                if (Reference(property!) is { } next) Compare(Inner(shape.Fields[name].Schema), next, $"{path}.{name}");
        }

        /// <summary>The definition that a property, its list's items or its map's values refer to, if it is one of Argo's own.</summary>
        private static string? Reference(JsonNode property)
        {
            var inner = property["items"] ?? property["additionalProperties"] ?? property;
            return inner is JsonObject && (string?)inner["$ref"] is { } reference && reference.StartsWith(Namespace, StringComparison.Ordinal) && !IsContainer(reference) ? reference : null;
        }

        /// <summary>Kubernetes' container with a field more is the Kubernetes project's to know; Argo's plugin is the providers'.</summary>
        private static bool IsContainer(string reference) => reference[Namespace.Length..] is "ScriptTemplate" or "UserContainer" or "ContainerNode" or "Plugin" or "ParallelSteps" or "Item";

        private static Schema Inner(Schema schema) => schema switch
        {
            ListSchema list => Inner(list.Items),
            MapSchema map => Inner(map.Values),
            _ => schema,
        };
    }
}
