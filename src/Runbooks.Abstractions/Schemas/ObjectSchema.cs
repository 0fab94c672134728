namespace Runbooks.Schemas;

/// <summary>An object with named fields. The fields are made when first asked for: types may refer to themselves.</summary>
/// <param name="Name">What the field's own people call it: <c>Template</c>, <c>Container</c>, <c>StopInstancesRequest</c>.</param>
public sealed record ObjectSchema(string Name, Func<IEnumerable<Field>> MakeFields) : Schema
{
    private readonly Lazy<IReadOnlyDictionary<string, Field>> _fields =
        new(() => MakeFields().ToDictionary(field => field.Name, StringComparer.Ordinal));

    public IReadOnlyDictionary<string, Field> Fields => _fields.Value;

    /// <summary>What more is known of the object by some of its fields' values. For editors and readers: a check looks at <see cref="Fields"/> alone.</summary>
    public Func<IEnumerable<Variant>> Variants { get; init; } = () => [];

    public bool Equals(ObjectSchema? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
