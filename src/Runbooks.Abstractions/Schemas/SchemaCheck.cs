using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Runbooks.Schemas;

/// <summary>Holds a value against a <see cref="Schema"/> and lists every mistake.</summary>
public static partial class SchemaCheck
{
    /// <summary>So many fields are listed rather than guessed at.</summary>
    private const int FewFields = 8;

    /// <param name="tags">Text with a <c>{{tag}}</c> in it is let through everywhere: its value is not known yet.</param>
    public static IReadOnlyList<Problem> Check(JsonNode? value, Schema schema, bool tags = true) =>
        Check(value, schema, tags ? TagUse.Anywhere : TagUse.None);

    public static IReadOnlyList<Problem> Check(JsonNode? value, Schema schema, TagUse tags)
    {
        var walk = new Walk(tags);
        walk.Visit(value, schema, "");
        return walk.Problems;
    }

    private sealed class Walk(TagUse tags)
    {
        public List<Problem> Problems { get; } = [];

        public void Visit(JsonNode? value, Schema schema, string path)
        {
            // Kubernetes and Argo read an explicit null as "not given".
            if (value is null || (tags == TagUse.Anywhere && HoldsTag(value))) return;
            if (schema.TagsAnywhere && tags == TagUse.InText)
            {
                Problems.AddRange(Check(value, schema, TagUse.Anywhere).Select(problem => problem.Under(path)));
                return;
            }
            switch (schema)
            {
                case AnySchema: break;
                case ObjectSchema shape: VisitObject(value, shape, path); break;
                case MapSchema map: VisitMap(value, map, path); break;
                case ListSchema list: VisitList(value, list, path); break;
                case OneOfSchema oneOf: VisitOneOf(value, oneOf, path); break;
                case StringSchema text: VisitString(value, text, path); break;
                case IntegerSchema range: VisitInteger(value, range, path); break;
                case NumberSchema: Expect(value.GetValueKind() == JsonValueKind.Number, "a number", value, path); break;
                case BooleanSchema: Expect(value.GetValueKind() is JsonValueKind.True or JsonValueKind.False, "true or false", value, path); break;
                case ScalarSchema scalar: VisitScalar(value, scalar, path); break;
                default: throw new InvalidOperationException($"no check for {schema.GetType().Name}");
            }
        }

        private void VisitObject(JsonNode value, ObjectSchema shape, string path)
        {
            if (!Expect(value is JsonObject, $"an object ({shape.Name})", value, path)) return;
            var given = (JsonObject)value;
            foreach (var (name, child) in given)
            {
                var at = JsonPath.Field(path, name);
                if (!shape.Fields.TryGetValue(name, out var field))
                    Add(at, $"unknown field '{Shorten(name)}' in {shape.Name}{Known(name, shape)}", "unknown-field");
                else if (field.Unsupported is { } reason)
                    Add(at, $"'{name}' is not supported yet{(reason.Length > 0 ? ": " + reason : "")}", "unsupported-field");
                else
                    Visit(child, field.Schema, at);
            }
            foreach (var field in shape.Fields.Values.Where(field => field.Required && given[field.Name] is null))
                Add(path, $"{shape.Name} needs '{field.Name}'", "missing-field");
        }

        private void VisitMap(JsonNode value, MapSchema map, string path)
        {
            if (!Expect(value is JsonObject, "a map", value, path)) return;
            foreach (var (name, child) in (JsonObject)value) Visit(child, map.Values, JsonPath.Field(path, name));
        }

        private void VisitList(JsonNode value, ListSchema list, string path)
        {
            if (!Expect(value is JsonArray, "a list", value, path)) return;
            var items = (JsonArray)value;
            for (var i = 0; i < items.Count; i++)
                if (items[i] is null && list.Items is not AnySchema) Add(JsonPath.Index(path, i), "the list's item is empty", "empty-item");
                else Visit(items[i], list.Items, JsonPath.Index(path, i));
        }

        private void VisitOneOf(JsonNode value, OneOfSchema oneOf, string path)
        {
            var closest = oneOf.Choices.Select(choice => Check(value, choice, tags)).MinBy(problems => problems.Count(IsError))!;
            Problems.AddRange(closest.Select(problem => problem.Under(path)));
        }

        private void VisitString(JsonNode value, StringSchema text, string path)
        {
            if (value.GetValueKind() != JsonValueKind.String)
            {
                var hint = value is JsonValue ? $"; quote it: \"{Describe(value)}\"" : "";
                Add(path, $"expected text, got {Describe(value)}{hint}", "wrong-type");
                return;
            }
            var given = value.GetValue<string>();
            if (tags == TagUse.None || !HoldsTag(value))
                Expect(HasFormat(given, text.Format), text.Format == "byte" ? "base64" : "a time like 2024-01-31T08:00:00Z", value, path);
            if (text.MayBeEmpty && given.Length == 0) return;
            if (text.Values is null || (tags != TagUse.None && HoldsTag(value))) return;
            if (text.Values.Contains(given, StringComparer.Ordinal)) return;
            var closest = DidYouMean.Hint(given, text.Values);
            var choices = closest.Length > 0 || text.Values.Count > 12 ? closest : $"; one of: {string.Join(", ", text.Values)}";
            Problems.Add(new Problem(path, $"'{Shorten(given)}' is not a known value{choices}", text.Open ? Severity.Warning : Severity.Error) { Rule = "unknown-value" });
        }

        private void VisitScalar(JsonNode value, ScalarSchema scalar, string path)
        {
            if (!Expect(value is JsonValue, "text, a number or a boolean", value, path) || scalar.Format != "quantity") return;
            if (tags == TagUse.InText && HoldsTag(value))
                Add(path, $"{Describe(value)}: Kubernetes reads a quantity before tags are filled in, so it can't have one; put it into 'podSpecPatch', where tags are text", "invalid-quantity");
            else if (!Quantity().IsMatch(value.ToString().Trim()))
                Add(path, $"'{Shorten(value.ToString())}' is no quantity; write it as in 500m, 2, 128Mi or 1.5Gi, without blanks", "invalid-quantity");
        }

        private void VisitInteger(JsonNode value, IntegerSchema range, string path)
        {
            var isWhole = value.GetValueKind() == JsonValueKind.Number
                && decimal.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && number == decimal.Truncate(number);
            if (!Expect(isWhole, "a whole number", value, path)) return;
            number = decimal.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            if (number < range.Minimum || number > range.Maximum)
                Add(path, $"{number} is out of range: {range.Minimum} to {range.Maximum}", "out-of-range");
        }

        private bool Expect(bool holds, string expected, JsonNode value, string path)
        {
            if (!holds) Add(path, $"expected {expected}, got {Describe(value)}", "wrong-type");
            return holds;
        }

        private void Add(string path, string message, string rule) => Problems.Add(new Problem(path, message) { Rule = rule });
    }

    /// <summary>As Kubernetes' resource.ParseQuantity takes it.</summary>
    [GeneratedRegex(@"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?\z")]
    private static partial Regex Quantity();

    private static string Known(string typed, ObjectSchema shape) => DidYouMean.Hint(typed, shape.Fields.Keys) switch
    {
        "" when shape.Fields.Count is > 0 and <= FewFields => $"; known: {string.Join(", ", shape.Fields.Keys)}",
        var hint => hint,
    };

    private static bool HasFormat(string text, string? format) => format switch
    {
        "date-time" => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out _),
        "byte" => Base64.IsValid(text),
        _ => true,
    };

    private static bool IsError(Problem problem) => problem.Severity == Severity.Error;

    private static bool HoldsTag(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String && value.GetValue<string>().Contains("{{", StringComparison.Ordinal);

    private static string Describe(JsonNode value) => value switch
    {
        JsonObject => "an object",
        JsonArray => "a list",
        _ when value.GetValueKind() == JsonValueKind.String => $"text '{Shorten(value.GetValue<string>())}'",
        _ => Shorten(value.ToJsonString()),
    };

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";
}
