using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Amazon.Runtime.Internal;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Requests;

/// <summary>The fields of one SDK request type, or of a type within one, under the API's own names.</summary>
internal sealed class RequestShape
{
    private static readonly ConcurrentDictionary<Type, RequestShape> Shapes = new();

    private RequestShape(Type type)
    {
        Type = type;
        Fields = type.GetProperties()
            .Where(property => property is { CanRead: true, CanWrite: true } && property.DeclaringType == type)
            .Select(property => new RequestField(ApiNames.InRequest(property), property, ApiNames.WrapperInRequest(property)))
            .DistinctBy(field => field.Name)
            .ToFrozenDictionary(field => field.Name, StringComparer.Ordinal);
        Schema = new ObjectSchema(type.Name, MakeFields);
    }

    public Type Type { get; }

    public FrozenDictionary<string, RequestField> Fields { get; }

    public ObjectSchema Schema { get; }

    public static RequestShape Of(Type type) => Shapes.GetOrAdd(type, static type => new RequestShape(type));

    private IEnumerable<Field> MakeFields() => LegacyFields.For(Type)
        .UnionBy(Fields.Values.Select(field => new Field(field.Name, SchemaOf(field), IsRequired(field))), field => field.Name)
        .OrderBy(field => field.Name, StringComparer.Ordinal);

    private static Schema SchemaOf(RequestField field)
    {
        var schema = ValueSchema.Of(field.Property.PropertyType);
        return field.Wrapper is { } member ? new ObjectSchema(field.Name, () => [new Field(member, schema, Required: true)]) : schema;
    }

    /// <summary>The client token is ours to give if the user doesn't.</summary>
    private static bool IsRequired(RequestField field) =>
        field.Name != "ClientToken" && field.Property.GetCustomAttribute<AWSPropertyAttribute>() is { Required: true };
}
