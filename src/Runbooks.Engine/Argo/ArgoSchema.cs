using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Schemas;

namespace Runbooks.Engine.Argo;

/// <summary>The workflow language as a <see cref="Schema"/>, read off its records: there is no second list of fields.</summary>
/// <param name="providers">Whose bodies may stand under <c>plugin</c>.</param>
/// <param name="kubernetesTypes">The schema of a Kubernetes type by its name without version, e.g. <c>Container</c>.</param>
public sealed class ArgoSchema(IReadOnlyList<IProvider> providers, Func<string, Schema> kubernetesTypes)
{
    private readonly ConcurrentDictionary<Type, Schema> _records = new();

    public Schema Workflow => Of(typeof(Workflow));

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
        .. Named<SetByServerAttribute>(type, attribute => attribute.Fields).Select(name => new Field(name, Schema.Any)),
    ]);

    private Field Property(PropertyInfo property) => new(
        JsonNamingPolicy.CamelCase.ConvertName(property.Name),
        SchemaOf(property),
        Required: property.GetCustomAttribute<RequiredMemberAttribute>() is not null)
    {
        Unsupported = property.GetCustomAttribute<NotYetAttribute>() is null ? null : "",
    };

    private Schema SchemaOf(PropertyInfo property)
    {
        if (property.GetCustomAttribute<ProviderBodyAttribute>() is not null) return ProviderBody();
        if (property.GetCustomAttribute<KubernetesTypeAttribute>() is not { } kubernetes) return Of(property.PropertyType);
        var type = kubernetesTypes(kubernetes.Name);
        return kubernetes.List ? new ListSchema(type) : type;
    }

    private ObjectSchema ProviderBody() =>
        new("plugin", () => providers.Select(provider => new Field(provider.Name, provider.Schema with { TagsAnywhere = true })));

    private static IReadOnlyList<string> Named<TAttribute>(Type type, Func<TAttribute, IReadOnlyList<string>> fields)
        where TAttribute : Attribute =>
        type.GetCustomAttribute<TAttribute>(inherit: false) is { } attribute ? fields(attribute) : [];

    private static bool Is(Type type, Type generic) => type.IsGenericType && type.GetGenericTypeDefinition() == generic;
}
