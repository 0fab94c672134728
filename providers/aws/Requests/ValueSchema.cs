using System.Reflection;
using Amazon.Runtime;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Requests;

/// <summary>What a value of an SDK type looks like in a document.</summary>
internal static class ValueSchema
{
    public static Schema Of(Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => Schema.String,
        var flag when flag == typeof(bool) => Schema.Boolean,
        var small when small == typeof(int) => new IntegerSchema(int.MinValue, int.MaxValue),
        var large when large == typeof(long) => Schema.Integer,
        var number when number == typeof(double) || number == typeof(float) => Schema.Number,
        var time when time == typeof(DateTime) => new StringSchema { Format = "date-time" },
        var bytes when bytes == typeof(MemoryStream) => new StringSchema { Format = "byte" },
        var choice when choice.IsSubclassOf(typeof(ConstantClass)) => new StringSchema(ValuesOf(choice), Open: true),
        { IsGenericType: true } list when list.GetGenericTypeDefinition() == typeof(List<>) => new ListSchema(Of(list.GenericTypeArguments[0])),
        { IsGenericType: true } map => new MapSchema(Of(map.GenericTypeArguments[1])),
        var shape => RequestShape.Of(shape).Schema,
    };

    private static string[] ValuesOf(Type constants) =>
    [
        .. constants.GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.FieldType == constants)
            .Select(field => ((ConstantClass)field.GetValue(null)!).Value)
    ];
}
