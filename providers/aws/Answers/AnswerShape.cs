using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;

namespace Runbooks.Providers.Aws.Answers;

/// <summary>Which XML elements of an answer, or of a type within one, become which fields.</summary>
internal sealed class AnswerShape
{
    private static readonly ConcurrentDictionary<Type, AnswerShape> Shapes = new();

    private AnswerShape(Type type)
    {
        Name = type.Name;
        var code = UnmarshallerCode.Read(type).ToList();
        Whole = code.Where(read => read.Path == ".").Select(read => read.Property.PropertyType).FirstOrDefault();
        var fields = code.Where(read => read.Path != ".")
            .DistinctBy(read => ElementOf(read.Path))
            .ToDictionary(read => ElementOf(read.Path), read => FieldOf(read.Property, read.Path), StringComparer.Ordinal);
        if (ApiNames.AnswersReturn(type)) fields["return"] = new AnswerField("Return", typeof(bool), null);
        Fields = fields.ToFrozenDictionary(StringComparer.Ordinal);
    }

    public string Name { get; }

    /// <summary>By the element's name.</summary>
    public FrozenDictionary<string, AnswerField> Fields { get; }

    /// <summary>Set where the SDK puts the whole answer in one property (<c>Volume</c>), which the API doesn't have.</summary>
    public Type? Whole { get; }

    public static AnswerShape Of(Type type) => Shapes.GetOrAdd(type, static type => new AnswerShape(type));

    private static string ElementOf(string path) => path.Split('/')[0];

    private static AnswerField FieldOf(PropertyInfo property, string path)
    {
        // A list's own path is set/item; anything deeper than the value itself is a structure that the SDK leaves out.
        var depth = property.PropertyType.IsGenericType && property.PropertyType.GetGenericTypeDefinition() == typeof(List<>) ? 2 : 1;
        var inner = path.Split('/').ElementAtOrDefault(depth);
        return new(ApiNames.InAnswer(property), property.PropertyType, inner is null ? null : char.ToUpperInvariant(inner[0]) + inner[1..]);
    }
}
