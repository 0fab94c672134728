using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>
/// What files of profiles mean: in <c>profiles.json</c>, as lines, a Secret's or the user's own, and which calls are then made, by which key in which region.
/// <c>{url}</c> is the server that is called, <c>{config}</c> and <c>{credentials}</c> are the paths of the user's files;
/// <c>hasToken</c> is whether the last call goes with a session token.
/// </summary>
public sealed class ProfileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("runbooks-profiles-").FullName;

    public static TheoryData<string> Names => [.. CaseFile.Names("profiles.json")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_file_means_what_it_means_to_the_aws_command_line(string name)
    {
        var given = CaseFile.Find("profiles.json", name);
        await using var aws = await FakeAws.StartAsync(sent => sent.Action == "AssumeRole" ? Reply.Role : Reply.Instances());
        var run = new StepRun { CredentialsFile = Lines(given["secret"], aws), Environment = Environment(given, aws) };

        var outcome = await run.ExecuteAsync(Step(given).ToJsonString());

        Assert.Equal(((string?)given["error"])?.Replace("{config}", PathOf("config"), StringComparison.Ordinal).Replace("{credentials}", PathOf("credentials"), StringComparison.Ordinal), outcome.Message);
        Assert.Equal((given["calls"] as JsonArray ?? []).Select(call => (string?)call), aws.Calls.Select(Described));
        if (given["hasToken"] is { } hasToken) Assert.Equal((bool)hasToken, aws.Calls.Last().Authorization.Contains("x-amz-security-token", StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Dictionary<string, string> Environment(JsonObject given, FakeAws aws)
    {
        var environment = (given["environment"] as JsonObject ?? []).ToDictionary(variable => variable.Key, variable => variable.Value!.ToString());
        foreach (var (file, variable) in (ReadOnlySpan<(string, string)>)[("config", "AWS_CONFIG_FILE"), ("credentials", "AWS_SHARED_CREDENTIALS_FILE")])
        {
            environment[variable] = PathOf(file);
            if (Lines(given[file], aws) is { } lines) File.WriteAllText(PathOf(file), lines);
        }
        return environment;
    }

    private static JsonObject Step(JsonObject given)
    {
        var step = new JsonObject { ["service"] = "ec2", ["action"] = "DescribeInstances" };
        if (given["region"] is { } region) step["region"] = region.DeepClone();
        if (given["secret"] is null) return step;
        var secret = new JsonObject { ["name"] = "awskey", ["key"] = "credentials" };
        foreach (var (name, value) in given["step"] as JsonObject ?? []) secret[name] = value!.DeepClone();
        step["credentials"] = new JsonObject { ["secret"] = secret };
        if (given["assumeRole"] is { } role) step["credentials"]!["assumeRole"] = role.DeepClone();
        return step;
    }

    private string PathOf(string file) => Path.Combine(_folder, file);

    private static string? Lines(JsonNode? lines, FakeAws aws) =>
        lines is JsonArray all ? string.Join('\n', all.Select(line => (string?)line)).Replace("{url}", aws.Url.AbsoluteUri, StringComparison.Ordinal) : null;

    /// <summary><c>DescribeInstances AKIA1 eu-west-1</c>.</summary>
    private static string Described(Sent call)
    {
        var scope = call.Authorization.Split("Credential=")[1].Split('/');
        return $"{call.Action} {scope[0]} {scope[2]}";
    }
}
