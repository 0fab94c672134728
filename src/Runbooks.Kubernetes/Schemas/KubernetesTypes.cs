using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Serialization;
using k8s.Models;
using Runbooks.Schemas;

namespace Runbooks.Kubernetes.Schemas;

/// <summary>The shapes of Kubernetes' own types, read from the client's model classes, which are generated from Kubernetes' API description.</summary>
public static class KubernetesTypes
{
    private static readonly ConcurrentDictionary<Type, Schema> Known = new();

    private static readonly Dictionary<Type, Schema> Simple = new()
    {
        [typeof(string)] = Schema.String,
        [typeof(bool)] = Schema.Boolean,
        [typeof(int)] = Schema.Integer,
        [typeof(long)] = Schema.Integer,
        [typeof(double)] = Schema.Number,
        [typeof(IntOrString)] = Schema.Scalar,
        [typeof(ResourceQuantity)] = new ScalarSchema { Format = "quantity" },
        [typeof(byte[])] = new StringSchema { Format = "byte" },
        [typeof(DateTime)] = new StringSchema { Format = "date-time" },
        [typeof(DateTimeOffset)] = new StringSchema { Format = "date-time" },
    };

    /// <summary>Argo's containers: Kubernetes' with one field more.</summary>
    private static readonly Dictionary<string, Schema> Containers = new()
    {
        ["ScriptTemplate"] = Container("ScriptTemplate", new Field("source", Schema.String, Required: true)),
        ["UserContainer"] = Container("UserContainer", new Field("mirrorVolumeMounts", Schema.Boolean), named: true),
        ["ContainerNode"] = Container("ContainerNode", new Field("dependencies", new ListSchema(Schema.String)), named: true),
    };

    /// <param name="typeName">A type of core/v1 as Kubernetes calls it (<c>Volume</c>, <c>Toleration</c>), or one of Argo's containers: <c>ScriptTemplate</c>.</param>
    /// <exception cref="ArgumentException">There is no such type.</exception>
    public static Schema Get(string typeName) => Containers.TryGetValue(typeName, out var container)
        ? container
        : Of(typeof(V1Pod).Assembly.GetType($"{typeof(V1Pod).Namespace}.V1{typeName}")
            ?? throw new ArgumentException($"Kubernetes has no type '{typeName}' in v1", nameof(typeName)));

    private static ObjectSchema Container(string name, Field more, bool named = false) => new(name, () =>
        Fields(typeof(V1Container)).Select(field => field.Name == "name" ? field with { Required = named } : field).Append(more));

    private static Schema Of(Type type) => Known.GetOrAdd(type, Make);

    private static Schema Make(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value);
        if (Simple.TryGetValue(type, out var simple)) return simple;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>)) return new MapSchema(Of(type.GenericTypeArguments[1]));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>)) return new ListSchema(Of(type.GenericTypeArguments[0]));
        return type.Namespace == typeof(V1Pod).Namespace ? new ObjectSchema(NameOf(type), () => Fields(type)) : Schema.Any;
    }

    private static IEnumerable<Field> Fields(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        let name = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
        where name is not null
        select new Field(name, Of(property.PropertyType), RequiredFields.Contains(NameOf(type), name));

    private static string NameOf(Type type) => type.Name.StartsWith("V1", StringComparison.Ordinal) ? type.Name[2..] : type.Name;
}
