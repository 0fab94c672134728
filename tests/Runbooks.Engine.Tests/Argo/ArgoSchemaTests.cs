using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Argo;

public class ArgoSchemaTests
{
    public static TheoryData<string, string> Types => new()
    {
        { nameof(Workflow), "Workflow" },
        { nameof(WorkflowSpec), "WorkflowSpec" },
        { nameof(Template), "Template" },
        { nameof(Step), "WorkflowStep" },
        { nameof(DagTask), "DAGTask" },
        { nameof(Dag), "DAGTemplate" },
        { nameof(Sequence), "Sequence" },
        { nameof(RetryStrategy), "RetryStrategy" },
        { nameof(Backoff), "Backoff" },
        { nameof(Suspend), "SuspendTemplate" },
        { nameof(Arguments), "Arguments" },
        { nameof(Inputs), "Inputs" },
        { nameof(Outputs), "Outputs" },
        { nameof(Parameter), "Parameter" },
        { nameof(ValueFrom), "ValueFrom" },
        { nameof(ContinueOn), "ContinueOn" },
        { nameof(PodMetadata), "Metadata" },
        { nameof(Metadata), "io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta" },
    };

    [Theory]
    [MemberData(nameof(Types))]
    public void A_record_knows_each_field_of_its_Argo_type_and_no_other(string record, string argoType)
    {
        Assert.SkipWhen(Conformance.Folder is null, Conformance.Missing);
        var definitions = JsonNode.Parse(File.ReadAllText(Path.Combine(Conformance.Folder, "argo-schema.json")))!["definitions"]!;
        var definition = definitions[argoType.Contains('.') ? argoType : $"io.argoproj.workflow.v1alpha1.{argoType}"]!;

        var argoFields = definition["properties"]!.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);

        Assert.Equal(argoFields, SchemaOf(record).Fields.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_record_of_the_language_is_compared_with_Argo()
    {
        var records = typeof(Workflow).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(Workflow).Namespace && type.IsPublic && !type.IsAbstract && type.GetMethod("<Clone>$") is not null && type != typeof(AnyString));

        Assert.Equal(records.Select(type => type.Name).Order(StringComparer.Ordinal), Types.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));
    }

    /// <summary>Finds a record's schema by walking the language from its root.</summary>
    private static ObjectSchema SchemaOf(string record)
    {
        var open = new Queue<Schema>([new ArgoSchema([], _ => Schema.Any).Workflow]);
        while (open.TryDequeue(out var schema))
        {
            if (schema is ObjectSchema found && found.Name == record) return found;
            foreach (var child in Children(schema)) open.Enqueue(child);
        }
        throw new InvalidOperationException($"the language has no {record}");
    }

    private static IEnumerable<Schema> Children(Schema schema) => schema switch
    {
        ObjectSchema shape => shape.Fields.Values.Select(field => field.Schema),
        ListSchema list => [list.Items],
        _ => [],
    };
}
