using System.Collections;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Requests;

/// <summary>Makes SDK requests of JSON that was held against <see cref="RequestShape.Schema"/> before.</summary>
internal static class RequestBinder
{
    public static object Bind(JsonObject parameters, RequestShape shape)
    {
        var target = Activator.CreateInstance(shape.Type)!;
        foreach (var (name, value) in LegacyFields.Rewrite(parameters, shape.Type))
        {
            var field = shape.Fields[name];
            var given = field.Wrapper is { } member ? value?[member] : value;
            if (given is not null) field.Property.SetValue(target, Convert(given, field.Property.PropertyType, name));
        }
        return target;
    }

    private static object Convert(JsonNode value, Type type, string name) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) => name == "UserData" ? Encoded(value.GetValue<string>()) : value.GetValue<string>(),
        var flag when flag == typeof(bool) => value.GetValueKind() == JsonValueKind.True,
        var number when number.IsPrimitive => Number(value, number),
        var time when time == typeof(DateTime) => Time(value.GetValue<string>()),
        var bytes when bytes == typeof(MemoryStream) => new MemoryStream(System.Convert.FromBase64String(value.GetValue<string>())),
        var choice when choice.IsSubclassOf(typeof(ConstantClass)) => Activator.CreateInstance(choice, value.GetValue<string>())!,
        { IsGenericType: true } list when value is JsonArray items => List(items, list, name),
        var shape => Bind((JsonObject)value, RequestShape.Of(shape)),
    };

    private static object Number(JsonNode value, Type type) =>
        System.Convert.ChangeType(double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture), type, CultureInfo.InvariantCulture);

    private static DateTime Time(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal).UtcDateTime;

    private static IList List(JsonArray items, Type type, string name)
    {
        var list = (IList)Activator.CreateInstance(type)!;
        foreach (var item in items)
            if (item is not null) list.Add(Convert(item, type.GenericTypeArguments[0], name));
        return list;
    }

    /// <summary>EC2 wants user data in base64; like the AWS command line, take a plain script too.</summary>
    private static string Encoded(string userData) =>
        System.Buffers.Text.Base64.IsValid(userData) ? userData : System.Convert.ToBase64String(Encoding.UTF8.GetBytes(userData));
}
