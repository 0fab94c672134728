namespace Runbooks.Schemas;

/// <summary>
/// What a value may look like. One description for the workflow language, Kubernetes types and cloud operations alike:
/// it checks documents, and is printed as JSON Schema.
/// </summary>
public abstract record Schema
{
    private protected Schema() { }

    /// <summary>One or two sentences for the reader of a document.</summary>
    public string? Description { get; init; }

    /// <summary>Here and below, a text with a <c>{{tag}}</c> may stand for a value of any type; elsewhere only for text.</summary>
    public bool TagsAnywhere { get; init; }

    /// <summary>Anything at all.</summary>
    public static Schema Any { get; } = new AnySchema();
    public static Schema String { get; } = new StringSchema();
    public static Schema Boolean { get; } = new BooleanSchema();
    public static Schema Integer { get; } = new IntegerSchema();
    public static Schema Number { get; } = new NumberSchema();

    /// <summary>Text, number or boolean: Argo's AnyString, Kubernetes' IntOrString and Quantity.</summary>
    public static Schema Scalar { get; } = new ScalarSchema();
}

public sealed record AnySchema : Schema;

public sealed record ScalarSchema : Schema
{
    /// <summary><c>quantity</c>: an amount as Kubernetes writes it, such as <c>500m</c> or <c>1.5Gi</c>; or null.</summary>
    public string? Format { get; init; }
}

public sealed record BooleanSchema : Schema;

public sealed record IntegerSchema(long Minimum = long.MinValue, long Maximum = long.MaxValue) : Schema;

public sealed record NumberSchema : Schema;

/// <param name="Values">The values known, or null for any text.</param>
/// <param name="Open">Values beyond those known may exist (a cloud adds instance types): a warning, not an error.</param>
public sealed record StringSchema(IReadOnlyList<string>? Values = null, bool Open = false) : Schema
{
    /// <summary>A JSON Schema format: <c>date-time</c>, <c>byte</c> (base64), or null.</summary>
    public string? Format { get; init; }

    /// <summary>An empty text counts as not given, as in Go.</summary>
    public bool MayBeEmpty { get; init; }
}

public sealed record ListSchema(Schema Items) : Schema;

/// <summary>An object with keys of the user's choice.</summary>
public sealed record MapSchema(Schema Values) : Schema;

/// <summary>Any one of several shapes; a value is held against the one whose kind fits.</summary>
public sealed record OneOfSchema(IReadOnlyList<Schema> Choices) : Schema;
