using Runbooks.Schemas;

namespace Runbooks.Cli.Language;

/// <summary>A field of the language and where in a document it stands.</summary>
/// <param name="Path"><c>spec.templates[].steps[][].when</c></param>
/// <param name="Of">For what a step calls: <c>service: ec2, action: StopInstances</c>.</param>
internal sealed record FieldSite(string Path, Field Field, string? Of = null)
{
    /// <summary>The object that the field is one of; null for the document's own.</summary>
    public ObjectSchema? Owner { get; init; }

    private FieldSite? Outer { get; init; }

    /// <summary>What <see cref="Of"/> begins with for a document that is no Workflow.</summary>
    public const string Kind = "kind: ";

    public bool IsOfAnotherKind => Of?.StartsWith(Kind, StringComparison.Ordinal) == true;

    /// <summary>An object of that shape is around it.</summary>
    public bool IsWithin(ObjectSchema shape)
    {
        for (var site = this; site is not null; site = site.Outer)
            if (site.Owner == shape) return true;
        return false;
    }

    /// <summary>The object behind the field, its lists and maps left aside; null if there is none.</summary>
    public ObjectSchema? Object => Inner(Field.Schema).Schema as ObjectSchema;

    /// <summary>The sites of the object's own fields.</summary>
    public IEnumerable<FieldSite> Fields => Object is { } shape ? shape.Fields.Values.Select(Inside) : [];

    /// <summary>The field behind a name: one of the object's, one of a map's keys, or a variant, such as an operation of a service.</summary>
    public FieldSite? Find(string name)
    {
        if (Object is not { } shape) return null;
        if (shape.Fields.ContainsKey(name)) return Fields.First(site => site.Field.Name == name);
        if (shape.Variants().FirstOrDefault(variant => variant.Value == name) is { } found) return Behind(found);
        return Inner(Field.Schema).Brackets.Contains("NAME", StringComparison.Ordinal) && Of is null ? this with { Of = name } : null;
    }

    public override string ToString() => Of is null ? Path : $"{Path} ({Of})";

    private FieldSite Inside(Field inner) => this with { Path = $"{Path}{Inner(Field.Schema).Brackets}.{inner.Name}", Field = inner, Owner = Object, Outer = this };

    /// <summary>Where there are more variants yet, the object with those; else the field that the variant is about.</summary>
    private FieldSite Behind(Variant variant)
    {
        var of = $"{(Of is null ? "" : Of + ", ")}{variant.Field}: {variant.Value}";
        if (variant.Variants.Count == 0) return new FieldSite($"{Path}.{variant.Fields[0].Name}", variant.Fields[0], of);
        var narrowed = Object! with { Variants = () => variant.Variants };
        return this with { Field = variant.Fields[0] with { Schema = narrowed, Name = variant.Value, Description = null }, Of = of };
    }

    private static (Schema Schema, string Brackets) Inner(Schema schema) => schema switch
    {
        ListSchema list => Inner(list.Items) is var (inner, more) ? (inner, "[]" + more) : default,
        MapSchema map => Inner(map.Values) is var (inner, more) ? (inner, ".NAME" + more) : default,
        OneOfSchema oneOf => Inner(oneOf.Choices.FirstOrDefault(choice => choice is ObjectSchema) ?? Schema.Any),
        _ => (schema, ""),
    };
}
