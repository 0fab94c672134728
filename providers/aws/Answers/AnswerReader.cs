using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Answers;

/// <summary>
/// Turns an answer into the JSON that the AWS command line prints: the API's own names, nothing for what isn't there,
/// empty lists and texts where the service sent them.
/// </summary>
internal static partial class AnswerReader
{
    private const string WholeSeconds = "yyyy-MM-dd'T'HH:mm:sszzz";
    private const string Microseconds = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";

    public static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true };

    /// <exception cref="AnswerException">The body is not the operation's answer.</exception>
    public static JsonObject Read(byte[] body, Operation operation)
    {
        try
        {
            return Output(Root(body, operation), operation);
        }
        catch (Exception e) when (e is XmlException or FormatException or OverflowException)
        {
            throw new AnswerException($"the answer can't be read: {e.Message}", e);
        }
    }

    private static JsonObject Output(XElement root, Operation operation)
    {
        var shape = operation.Answer.Whole is { } whole ? AnswerShape.Of(whole) : operation.Answer;
        // Query services (STS) wrap the result: <GetCallerIdentityResponse><GetCallerIdentityResult>.
        var result = root.Elements().FirstOrDefault(element => element.Name.LocalName == operation.Name + "Result");
        if (result is null && !IsOfOperation(root, shape)) throw new AnswerException($"the answer holds nothing that {operation.Name} gives");
        var output = ReadStructure(result ?? root, shape);
        if (operation.Name == "GetConsoleOutput" && output["Output"] is { } encoded) output["Output"] = Decoded(encoded.GetValue<string>());
        return output;
    }

    /// <summary>
    /// Any page of XML may come with status 200: only the operation's own element is its answer. Clouds that speak EC2's language have namespaces of
    /// their own, so only another service's is refused.
    /// </summary>
    private static XElement Root(byte[] body, Operation operation)
    {
        using var reader = XmlReader.Create(new MemoryStream(body), Settings);
        var root = XDocument.Load(reader).Root!;
        if (root.Name.LocalName != $"{operation.Name}Response") throw new AnswerException($"the answer is a <{root.Name.LocalName}>, not a <{operation.Name}Response>");
        var other = AwsServices.ByName.Values.FirstOrDefault(service => service != operation.Service && IsOf(root, service));
        return other is null ? root : throw new AnswerException($"the answer is of {other.Name}, not of {operation.Service.Name}");
    }

    private static bool IsOf(XElement root, AwsService service) => root.Name.NamespaceName.StartsWith(service.XmlNamespace, StringComparison.Ordinal);

    private static bool IsOfOperation(XElement root, AnswerShape shape) => root.HasElements
        ? root.Elements().Any(child => child.Name.LocalName is "requestId" or "ResponseMetadata" || shape.Fields.ContainsKey(child.Name.LocalName))
        : string.IsNullOrWhiteSpace(root.Value);

    private static JsonObject ReadStructure(XElement element, AnswerShape shape)
    {
        var output = new JsonObject();
        foreach (var child in element.Elements())
            if (shape.Fields.TryGetValue(child.Name.LocalName, out var field) && ReadField(child, field) is { } value)
                output[field.Name] = value;
        return output;
    }

    private static JsonNode? ReadField(XElement element, AnswerField field)
    {
        if (!field.Type.IsGenericType || field.Type.GetGenericTypeDefinition() != typeof(List<>)) return ReadInner(element, field.Type, field.Inner);
        var items = element.Elements().Select(item => ReadInner(item, field.Type.GenericTypeArguments[0], field.Inner));
        return new JsonArray([.. items]);
    }

    private static JsonNode? ReadInner(XElement element, Type type, string? inner)
    {
        if (inner is null) return ReadValue(element, type);
        var output = new JsonObject();
        if (element.Elements().FirstOrDefault() is { } child && ReadValue(child, type) is { } value) output[inner] = value;
        return output;
    }

    private static JsonNode? ReadValue(XElement element, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var text when text == typeof(string) || text.IsSubclassOf(typeof(Amazon.Runtime.ConstantClass)) => element.Value,
        var flag when flag == typeof(bool) => element.Value == "true",
        { IsPrimitive: true } or { Name: nameof(DateTime) } when element.Value.Length == 0 => null,
        var whole when whole == typeof(int) || whole == typeof(long) => long.Parse(element.Value, CultureInfo.InvariantCulture),
        var number when number == typeof(double) || number == typeof(float) => double.Parse(element.Value, CultureInfo.InvariantCulture),
        var time when time == typeof(DateTime) => Time(element.Value),
        var bytes when bytes == typeof(MemoryStream) => element.Value,
        var shape => ReadStructure(element, AnswerShape.Of(shape)),
    };

    /// <summary>As Python prints it: offset instead of Z, microseconds only if there are any.</summary>
    private static string Time(string text)
    {
        var time = DateTimeOffset.Parse(BeyondMicroseconds().Replace(text, "$1"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
        return time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? WholeSeconds : Microseconds, CultureInfo.InvariantCulture);
    }

    private static string Decoded(string text) => Base64.IsValid(text) ? Encoding.Latin1.GetString(Convert.FromBase64String(text)) : text;

    [GeneratedRegex(@"(\.\d{6})\d+")]
    private static partial Regex BeyondMicroseconds();
}
