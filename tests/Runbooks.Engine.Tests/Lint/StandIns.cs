using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Engine.Lint;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Lint;

/// <summary>The language with a small provider and a few Kubernetes types, as lint sees them.</summary>
internal static class StandIns
{
    public static RunbookLanguage Language { get; } = new([new Cloud()], KubernetesType);

    public static Schema KubernetesType(string name) => name switch
    {
        "Container" => new ObjectSchema(name, () => ContainerFields),
        "UserContainer" => new ObjectSchema(name, () => [.. ContainerFields.Select(field => field with { Required = field.Name == "image" }), new Field("mirrorVolumeMounts", Schema.Boolean)]),
        "ScriptTemplate" => new ObjectSchema(name, () => [.. ContainerFields, new Field("source", Schema.String)]),
        "Volume" => new ObjectSchema(name, () => [new Field("name", Schema.String, Required: true), new Field("emptyDir", Schema.Any), new Field("secret", Schema.Any), new Field("configMap", Schema.Any), new Field("persistentVolumeClaim", Schema.Any)]),
        _ => Schema.Any,
    };

    private static IEnumerable<Field> ContainerFields =>
    [
        new("name", Schema.String), new("image", Schema.String), new("command", new ListSchema(Schema.String)), new("args", new ListSchema(Schema.String)),
        new("env", new ListSchema(new ObjectSchema("EnvVar", () => [new("name", Schema.String, Required: true), new("value", Schema.String), new("valueFrom", Schema.Any)]))),
        new("volumeMounts", new ListSchema(new ObjectSchema("VolumeMount", () => [new("name", Schema.String, Required: true), new("mountPath", Schema.String, Required: true), new("readOnly", Schema.Boolean)]))),
        new("resources", new ObjectSchema("ResourceRequirements", () => [new("limits", Quantities), new("requests", Quantities), new("claims", Schema.Any)])),
        new("imagePullPolicy", new StringSchema(["Always", "IfNotPresent", "Never"])), new("workingDir", Schema.String),
        new("securityContext", Schema.Any), new("ports", Schema.Any), new("envFrom", Schema.Any), new("readinessProbe", Schema.Any),
    ];

    private static MapSchema Quantities { get; } = new(new ScalarSchema { Format = "quantity" });

    /// <summary>Knows two operations, and wants a region.</summary>
    private sealed class Cloud : IProvider
    {
        public string Name => "cloud";

        public Schema Schema { get; } = new ObjectSchema("cloud step", () =>
        [
            new Field("action", new StringSchema(["StopInstances", "DescribeInstances"]), Required: true),
            new Field("region", Schema.String), new Field("given", Schema.Any),
            new Field("parameters", new ObjectSchema("parameters", () =>
                [new Field("InstanceIds", new ListSchema(Schema.String)), new Field("Filters", new ListSchema(new ObjectSchema("Filter", () => [new Field("Name", Schema.String), new Field("Values", new ListSchema(Schema.String))]))), new Field("MaxResults", Schema.Integer), new Field("Force", Schema.Boolean)])),
        ]);

        public IReadOnlyList<Problem> Check(JsonObject body) =>
            body["region"]?.ToString() switch
            {
                null => [new Problem("", "the step needs a 'region'") { Rule = "missing-region" }],
                "typed" => [new Problem("given[0]", "expected text, got true; quote it: \"true\"") { Rule = "wrong-type" }],
                ['x', '-', ..] => [new Problem("region", "there is no region that begins with x", Severity.Warning) { Rule = "unknown-region" }],
                _ => [],
            };

        public bool IsChange(JsonObject body) => body["action"]?.ToString() == "StopInstances";

        public bool IsRepeatable(JsonObject body) => body["parameters"]?["Force"] is null;

        public bool GivesText(JsonObject body) => body["given"]?.ToString() == "text";

        public Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation) =>
            throw new NotSupportedException("lint calls no cloud");
    }
}
