using System.Text.Json;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Answers;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>
/// Holds what is made of the SDK against AWS's own description of the API, the one the AWS command line works from:
/// the same operations, the same names and kinds of every field, in requests and answers.
/// </summary>
public class ApiModelTests
{
    public static TheoryData<string, string> Models => new() { { "ec2", "2016-11-15" }, { "sts", "2011-06-15" } };

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_operation_of_the_api_is_there(string service, string version)
    {
        var model = ApiModel.Load(service, version);

        Assert.Empty(model.Operations.Select(operation => operation.Name).Except(AwsServices.ByName[service].OperationNames));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_request_has_the_apis_own_fields(string service, string version)
    {
        var differences = new Comparison(ApiModel.Load(service, version)).Requests(AwsServices.ByName[service]);

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_answer_has_the_apis_own_fields(string service, string version)
    {
        var differences = new Comparison(ApiModel.Load(service, version)).Answers(AwsServices.ByName[service]);

        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private sealed class Comparison(ApiModel model)
    {
        private readonly List<string> _differences = [];
        private readonly HashSet<(object, string)> _seen = [];

        public List<string> Requests(AwsService service)
        {
            foreach (var (name, input, _) in model.Operations)
                if (input is not null) CompareRequest(name, service.Find(name)!.Request.Schema, input);
            return _differences;
        }

        public List<string> Answers(AwsService service)
        {
            foreach (var (name, _, output) in model.Operations)
            {
                var answer = service.Find(name)!.Answer;
                if (output is not null) CompareAnswer(name, answer.Whole is { } whole ? AnswerShape.Of(whole) : answer, output);
            }
            return _differences;
        }

        private void CompareRequest(string path, ObjectSchema schema, string shape)
        {
            if (!_seen.Add((schema, shape))) return;
            foreach (var (name, member) in model.Members(shape))
                if (!schema.Fields.TryGetValue(name, out var field)) _differences.Add($"{path}.{name} is missing");
                else if (field.Unsupported is null) CompareValue($"{path}.{name}", field.Schema, member);
        }

        private void CompareValue(string path, Schema schema, string shape)
        {
            var kind = model.Kind(shape);
            var fits = (kind, schema) switch
            {
                ("structure", ObjectSchema) or ("list", ListSchema) or ("boolean", BooleanSchema) or ("double" or "float", NumberSchema) => true,
                ("integer" or "long", IntegerSchema) or ("string" or "timestamp" or "blob", StringSchema) => true,
                _ => false,
            };
            if (!fits) _differences.Add($"{path} is a {kind} in the API, but {schema}");
            else if (schema is ObjectSchema nested) CompareRequest(path, nested, shape);
            else if (schema is ListSchema list) CompareValue(path + "[]", list.Items, model.Items(shape));
        }

        private void CompareAnswer(string path, AnswerShape answer, string shape)
        {
            if (!_seen.Add((answer, shape))) return;
            var fields = answer.Fields.ToLookup(field => field.Value.Name);
            foreach (var (name, member) in model.Members(shape))
                if (!fields.Contains(name)) _differences.Add($"{path}.{name} is missing");
                else foreach (var (element, field) in fields[name]) CompareAnswerField($"{path}.{name} (<{element}>)", field, member);
        }

        private void CompareAnswerField(string path, AnswerField field, string shape)
        {
            if (model.Kind(shape) != "list") CompareAnswerValue(path, field.Type, field.Inner, shape);
            else if (!field.Type.IsGenericType) _differences.Add($"{path} is a list in the API, but {field.Type.Name}");
            else CompareAnswerValue(path + "[]", field.Type.GenericTypeArguments[0], field.Inner, model.Items(shape));
        }

        private void CompareAnswerValue(string path, Type type, string? inner, string shape)
        {
            if (inner is not null)
            {
                if (model.Kind(shape) != "structure" || model.Members(shape).All(member => member.Name != inner)) _differences.Add($"{path} has no {inner} in the API");
                return;
            }
            var plain = Nullable.GetUnderlyingType(type) ?? type;
            var fits = model.Kind(shape) switch
            {
                "string" => plain == typeof(string) || plain.IsSubclassOf(typeof(ConstantClass)),
                "boolean" => plain == typeof(bool),
                "integer" or "long" => plain == typeof(int) || plain == typeof(long),
                "double" or "float" => plain == typeof(double) || plain == typeof(float),
                "timestamp" => plain == typeof(DateTime),
                "blob" => plain == typeof(MemoryStream),
                _ => !plain.IsPrimitive && plain != typeof(string),
            };
            if (!fits) _differences.Add($"{path} is a {model.Kind(shape)} in the API, but {plain.Name}");
            else if (model.Kind(shape) == "structure") CompareAnswer(path, AnswerShape.Of(plain), shape);
        }
    }

    /// <summary>A botocore service model.</summary>
    private sealed class ApiModel(JsonElement model)
    {
        public IEnumerable<(string Name, string? Input, string? Output)> Operations => model.GetProperty("operations").EnumerateObject()
            .Select(operation => (operation.Name, ShapeOf(operation.Value, "input"), ShapeOf(operation.Value, "output")));

        public static ApiModel Load(string service, string version)
        {
            var program = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_AWS_CLI");
            Assert.SkipUnless(program is not null, "RUNBOOKS_TEST_AWS_CLI is not set");
            var file = Path.Combine(Path.GetDirectoryName(program)!, "../trees/aws/usr/lib/python3/dist-packages/awscli/botocore/data", service, version, "service-2.json");
            Assert.SkipUnless(File.Exists(file), $"there is no {file}");
            return new ApiModel(JsonDocument.Parse(File.ReadAllBytes(file)).RootElement);
        }

        public string Kind(string shape) => Shape(shape).GetProperty("type").GetString()!;

        public IEnumerable<(string Name, string Shape)> Members(string shape) =>
            Shape(shape).GetProperty("members").EnumerateObject().Select(member => (member.Name, member.Value.GetProperty("shape").GetString()!));

        public string Items(string shape) => ShapeOf(Shape(shape), "member")!;

        private JsonElement Shape(string name) => model.GetProperty("shapes").GetProperty(name);

        private static string? ShapeOf(JsonElement owner, string property) =>
            owner.TryGetProperty(property, out var found) ? found.GetProperty("shape").GetString() : null;
    }
}
