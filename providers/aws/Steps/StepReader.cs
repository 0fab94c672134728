using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Schemas;
using Runbooks.Secrets;
using Runbooks.Waiting;

namespace Runbooks.Providers.Aws.Steps;

/// <summary>Reads a step's body and notes everything wrong with it.</summary>
internal sealed class StepReader
{
    private readonly JsonObject _body;
    private readonly bool _tags;
    private readonly List<Problem> _problems = [];

    private StepReader(JsonObject body, bool tags)
    {
        _body = (JsonObject)TextValues.Read(body, StepSchema.Body)!;
        _tags = tags;
    }

    /// <param name="tags">Texts may hold <c>{{tags}}</c>, about which nothing is said.</param>
    /// <returns>The step, unless its operation isn't known; and the problems, of which one that is an error makes the step useless.</returns>
    public static (AwsStep? Step, IReadOnlyList<Problem> Problems) Read(JsonObject body, bool tags)
    {
        var reader = new StepReader(body, tags);
        return (reader.Read(), reader._problems);
    }

    private string? Region => Text(_body["region"]);

    private AwsStep? Read()
    {
        _problems.AddRange(SchemaCheck.Check(_body, StepSchema.Body, _tags));
        _problems.AddRange(GivenValues.Empty(_body));
        var query = ReadQuery("query", _body["query"]) ?? Query.Whole;
        var waitFor = ReadWaitFor();
        var expect = ReadExpectation();
        CheckPlace();
        if (FindOperation() is not { } operation) return null;
        var step = new AwsStep(
            operation, Region, Text(_body["endpoint"]), ReadCredentials(), ReadParameters(operation),
            query, waitFor, expect, ReadMaxItems())
        { SaveSecrets = ReadSaveSecrets() };
        if (operation.Secret is { } secret && !step.IsDryRun && _body["saveSecret"] is null)
            Add("", $"{operation.Name} hands out a secret, which no node shows: say where it goes, e.g. saveSecret: {{name: NAME, key: KEY, value: {secret}}}");
        if (waitFor is not null && step.ChangesSomething)
            Add("waitFor", $"{operation.Name} changes something, and waiting would repeat it: wait in a step of its own that only reads");
        return step;
    }

    /// <summary>It has a region's form.</summary>
    public static bool IsRegion(string text) => text.Length > 0 && text.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-');

    private Operation? FindOperation()
    {
        if (Text(_body["service"]) is not { } name || !AwsServices.ByName.TryGetValue(name, out var service)) return null;
        if (Text(_body["action"]) is not { } action) return null;
        var operation = service.Find(action);
        if (operation is null) Add("action", $"'{action}' is no operation of {name}{DidYouMean.Hint(action, service.OperationNames)}");
        return operation;
    }

    private JsonObject ReadParameters(Operation operation)
    {
        var schema = operation.Request.Schema;
        // A text that isn't JSON was noted as no map already.
        if (_body["parameters"] is JsonValue) return [];
        var parameters = TextValues.Read(_body["parameters"] ?? new JsonObject(), schema) as JsonObject ?? [];
        _problems.AddRange(SchemaCheck.Check(parameters, schema, _tags).Select(problem => problem.Under("parameters")));
        _problems.AddRange(GivenValues.EmptyInRequest(parameters));
        return parameters;
    }

    private CredentialSpec ReadCredentials()
    {
        var secret = _body["credentials"] is JsonObject given ? given["secret"] as JsonObject : null;
        var role = (_body["credentials"] as JsonObject)?["assumeRole"] as JsonObject;
        return new CredentialSpec(
            secret is null ? null : new SecretKey(Text(secret["name"]) ?? "", Text(secret["key"]) ?? ""),
            Text(secret?["profile"]) ?? "default",
            role is null ? null : new RoleSpec(Text(role["roleArn"]) ?? "", Text(role["externalId"]), Text(role["sessionName"]) ?? RoleSpec.DefaultSessionName, Whole(role["durationSeconds"])));
    }

    private List<SaveSecret> ReadSaveSecrets()
    {
        var given = _body["saveSecret"] switch
        {
            JsonObject one => [("saveSecret", one)],
            JsonArray several => several.Select((item, i) => (JsonPath.Index("saveSecret", i), item as JsonObject ?? [])).ToList(),
            _ => [],
        };
        return [.. given.Select(one => new SaveSecret(
            new SecretKey(Text(one.Item2["name"]) ?? "", Text(one.Item2["key"]) ?? ""),
            ReadQuery($"{one.Item1}.value", one.Item2["value"]) ?? Query.Whole))];
    }

    private WaitFor? ReadWaitFor()
    {
        if (_body["waitFor"] is not JsonObject given || ReadCondition("waitFor", given) is not var (query, condition)) return null;
        return new WaitFor(
            query, condition,
            ReadDuration("waitFor.interval", given["interval"], TimeSpan.FromSeconds(0.1)) ?? WaitFor.DefaultInterval,
            ReadDuration("waitFor.timeout", given["timeout"], TimeSpan.Zero) ?? WaitFor.DefaultTimeout);
    }

    private Expectation? ReadExpectation() =>
        _body["expect"] is JsonObject given && ReadCondition("expect", given) is var (query, condition) ? new Expectation(query, condition) : null;

    private (Query Query, Condition Condition)? ReadCondition(string path, JsonObject given)
    {
        if (given.ContainsKey("equals") == given.ContainsKey("in")) Add(path, $"{path} needs either 'equals' or 'in'");
        if (ReadQuery($"{path}.query", given["query"]) is not { } query) return null;
        var allowEmpty = given["allowEmpty"] is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;
        return (query, given["in"] is JsonArray values ? Condition.In(values, allowEmpty) : Condition.EqualTo(given["equals"], allowEmpty));
    }

    private Query? ReadQuery(string path, JsonNode? value)
    {
        if (Text(value) is not { Length: > 0 } text) return null;
        var query = JmesPathQuery.Parse(text, out var error);
        if (error is not null) Add(path, error);
        return query;
    }

    private TimeSpan? ReadDuration(string path, JsonNode? value, TimeSpan least)
    {
        if (value is not JsonValue || IsUnknown(value)) return null;
        var duration = Duration.Parse(value.ToString());
        if (duration is null) Add(path, $"'{value}' is no length of time; write e.g. 30s, 5m or 1h30m");
        else if (duration < least) Add(path, $"{value} is too short; at least {Duration.Format(least)}");
        return duration;
    }

    private int ReadMaxItems() => Whole(_body["maxItems"]) ?? AwsStep.DefaultMaxItems;

    private static int? Whole(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.Number && int.TryParse(value.ToJsonString(), out var number) ? number : null;

    private void CheckPlace()
    {
        if (Region is { Length: > 0 } region && !IsRegion(region))
            Add("region", $"'{region}' is no region; write e.g. eu-west-1");
        if (Text(_body["endpoint"]) is { Length: > 0 } text && !(Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
            Add("endpoint", $"'{text}' is no URL like https://ec2.eu-west-1.amazonaws.com");
    }

    /// <summary>Null also if it holds a tag: then nothing is known about it.</summary>
    private string? Text(JsonNode? value) =>
        value is JsonValue && value.GetValueKind() == JsonValueKind.String && !IsUnknown(value) ? value.GetValue<string>() : null;

    private bool IsUnknown(JsonNode value) => _tags && value.ToString().Contains("{{", StringComparison.Ordinal);

    private void Add(string path, string message) => _problems.Add(new Problem(path, message));
}
