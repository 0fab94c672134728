using System.Collections.Concurrent;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Engine.Argo.Kinds;
using Runbooks.Schemas;

namespace Runbooks.Engine.Argo;

/// <summary>The workflow language as a <see cref="Schema"/>, read off its records: there is no second list of fields.</summary>
/// <param name="providers">Whose bodies may stand under <c>plugin</c>.</param>
/// <param name="kubernetesTypes">The schema of a Kubernetes type by its name without version, e.g. <c>Container</c>.</param>
/// <param name="describe">What a record or a field of one is for; null if nobody is going to read it.</param>
public sealed class ArgoSchema(IReadOnlyList<IProvider> providers, Func<string, Schema> kubernetesTypes, Func<MemberInfo, string?>? describe = null)
{
    private readonly ConcurrentDictionary<Type, Schema> _records = new();

    /// <summary>The names of the providers.</summary>
    public IEnumerable<string> Providers => providers.Select(provider => provider.Name);

    public Schema Workflow => Of(typeof(Workflow));

    public Schema WorkflowTemplate => Of(typeof(WorkflowTemplate));

    public Schema ClusterWorkflowTemplate => Of(typeof(ClusterWorkflowTemplate));

    public Schema CronWorkflow => Of(typeof(CronWorkflow));

    public Schema WorkflowEventBinding => Of(typeof(WorkflowEventBinding));

    /// <summary>A document of any kind: <c>kind</c> tells what the rest is.</summary>
    public Schema Document => new ObjectSchema("Runbook", () =>
    [
        new("apiVersion", new StringSchema(["argoproj.io/v1alpha1"]), Required: true),
        new("kind", new StringSchema([.. Kinds.Select(kind => kind.Name)]), Required: true) { Description = "What the document is." },
        new("metadata", Of(typeof(Metadata)), Required: true) { Description = "The document's name, namespace, labels and annotations." },
        new("spec", Schema.Any, Required: true),
        new("status", Schema.Any) { IsSetByServer = true, Description = "Written by a server, and passed over." },
    ])
    {
        Variants = () => Kinds.Select(kind => new Variant("kind", kind.Name, [Property(kind.GetProperty("Spec")!)])),
    };

    private static readonly Type[] Kinds =
        [typeof(Workflow), typeof(WorkflowTemplate), typeof(ClusterWorkflowTemplate), typeof(CronWorkflow), typeof(WorkflowEventBinding)];

    /// <summary>The object is one of Argo's own, as opposed to Kubernetes' and the providers'. Known once it has been come upon.</summary>
    public bool IsArgo(ObjectSchema shape) => _records.Values.Contains(shape);

    private Schema Of(Type type) => type switch
    {
        _ when Nullable.GetUnderlyingType(type) is { } value => Of(value),
        _ when type == typeof(string) => Schema.String,
        _ when type == typeof(AnyString) => Schema.Scalar,
        _ when type == typeof(bool) => Schema.Boolean,
        _ when type == typeof(int) || type == typeof(long) => Schema.Integer,
        _ when type == typeof(double) => Schema.Number,
        _ when type.IsAssignableTo(typeof(JsonNode)) => Schema.Any,
        _ when Is(type, typeof(IReadOnlyList<>)) => new ListSchema(Of(type.GenericTypeArguments[0])),
        _ when Is(type, typeof(IReadOnlyDictionary<,>)) => new MapSchema(Of(type.GenericTypeArguments[1])),
        _ when type.Namespace?.StartsWith(typeof(Workflow).Namespace!, StringComparison.Ordinal) == true => _records.GetOrAdd(type, Record),
        _ => throw new InvalidOperationException($"no schema for {type}"),
    };

    private ObjectSchema Record(Type type) => new(type.Name, () =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(Property),
        .. SetByServer(type).Select(name => new Field(name, Schema.Any) { IsSetByServer = true, Description = "Written by a server, and passed over." }),
    ])
    {
        Description = describe?.Invoke(type),
    };

    private Field Property(PropertyInfo property) => new(
        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
        SchemaOf(property),
        Required: property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
    {
        Unsupported = property.GetCustomAttribute<NotYetAttribute>() is null ? null : "",
        Description = describe?.Invoke(property),
        Default = property.GetCustomAttribute<DefaultValueAttribute>()?.Value as string,
    };

    private Schema SchemaOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<ProviderBodyAttribute>() is not null) return ProviderBody();
        if (property.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
            return new StringSchema([.. allowed.Values.Cast<string>()]) { MayBeEmpty = true };
        if (property.GetCustomAttribute<KubernetesTypeAttribute>() is not { } kubernetes) return Of(property.PropertyType);
        var type = kubernetesTypes(kubernetes.Name);
        return kubernetes.List ? new ListSchema(type) : type;
    }

    private ObjectSchema ProviderBody() =>
        new("plugin", () => providers.Select(provider => new Field(provider.Name, provider.Schema with { TagsAnywhere = true })))
        {
            Description = "One key, the provider's name; under it the call that is made.",
        };

    private static IReadOnlyList<string> SetByServer(Type type) => type.GetCustomAttribute<SetByServerAttribute>(inherit: false)?.Fields ?? [];

    private static bool Is(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;
}
