using System.Diagnostics;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>Against an EC2, STS and IAM server that nobody here wrote, with the real AWS command line as the judge.</summary>
public sealed class RealServerTests : IDisposable
{
    private static readonly string? Endpoint = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_EC2_ENDPOINT");
    private static readonly string? CommandLine = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_AWS_CLI");

    private readonly string _name = $"t{Guid.NewGuid():N}"[..12];
    private readonly string _tokenFile = Path.GetTempFileName();

    public RealServerTests() => Assert.SkipUnless(Endpoint is not null && CommandLine is not null, "RUNBOOKS_TEST_EC2_ENDPOINT or RUNBOOKS_TEST_AWS_CLI is not set");

    public static TheoryData<string> Reads =>
    [
        "ec2 DescribeInstances describe-instances",
        "ec2 DescribeVolumes describe-volumes",
        "ec2 DescribeSecurityGroups describe-security-groups",
        "ec2 DescribeNetworkAcls describe-network-acls",
        "ec2 DescribeInstanceTypeOfferings describe-instance-type-offerings",
        "ec2 DescribeImages describe-images",
        "ec2 DescribeKeyPairs describe-key-pairs",
        "ec2 DescribeTags describe-tags",
        "sts GetCallerIdentity get-caller-identity",
    ];

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Output_is_what_the_aws_command_line_prints(string call)
    {
        var (service, action, command) = call.Split(' ') switch { var words => (words[0], words[1], words[2]) };
        await RunInstanceAsync();

        var outcome = await ExecuteAsync($$"""{"service": "{{service}}", "action": "{{action}}"}""");
        var printed = JsonNode.Parse(await AwsAsync(service, command));

        Assert.True(JsonNode.DeepEquals(printed, outcome.Result), $"the command line prints {printed}\nbut got {outcome.Result}");
    }

    [Fact]
    public async Task Instances_are_run_stopped_waited_for_and_terminated()
    {
        var ids = new[] { await RunInstanceAsync(), await RunInstanceAsync() };
        var list = $"\"InstanceIds\": [\"{ids[0]}\", \"{ids[1]}\"]";

        var stopped = await ExecuteAsync($$$"""{"service": "ec2", "action": "StopInstances", "parameters": {{{{list}}}}, "query": "length(StoppingInstances)"}""");
        var waited = await ExecuteAsync($$$"""
            {"service": "ec2", "action": "DescribeInstances", "parameters": {{{{list}}}}, "query": "Reservations[].Instances[].State.Name",
             "waitFor": {"query": "Reservations[].Instances[].State.Name", "equals": "stopped", "interval": 1}}
            """);
        var terminated = await ExecuteAsync($$$"""
            {"service": "ec2", "action": "TerminateInstances", "parameters": {{{{list}}}},
             "expect": {"query": "TerminatingInstances[].CurrentState.Name", "in": ["shutting-down", "terminated"]}}
            """);

        Assert.Equal("2", stopped.Result!.ToJsonString());
        Assert.Equal("""["stopped","stopped"]""", waited.Result!.ToJsonString());
        Assert.Equal(ActionStatus.Succeeded, terminated.Status);
    }

    [Fact]
    public async Task All_pages_come_back()
    {
        for (var i = 0; i < 7; i++) await RunInstanceAsync();

        var outcome = await ExecuteAsync($$$"""
            {"service": "ec2", "action": "DescribeInstances", "parameters": {"MaxResults": 5, "Filters": [{"Name": "tag:test", "Values": ["{{{_name}}}"]}]},
             "query": "length(Reservations[].Instances[])"}
            """);

        Assert.Equal("7", outcome.Result!.ToJsonString());
    }

    [Theory]
    [InlineData("StopInstances", """{"InstanceIds": ["i-0123456789abcdef0"]}""", "InvalidInstanceID.NotFound")]
    [InlineData("DescribeVolumes", """{"VolumeIds": ["vol-0123456789abcdef0"]}""", "InvalidVolume.NotFound")]
    [InlineData("DeleteVolume", """{"VolumeId": "vol-0123456789abcdef0"}""", "InvalidVolume.NotFound")]
    public async Task What_is_not_there_fails_the_step_with_awss_code(string action, string parameters, string code)
    {
        var outcome = await ExecuteAsync($$"""{"service": "ec2", "action": "{{action}}", "parameters": {{parameters}}}""");

        Assert.Equal((ActionStatus.Failed, code), (outcome.Status, outcome.CloudError?.Code));
    }

    [Fact]
    public async Task With_signatures_checked_a_secret_lets_in_and_a_wrong_one_does_not()
    {
        var key = await MakeUserAsync("ec2:Describe*");
        await CheckSignaturesAfterAsync(calls: 0);

        var right = await WithFileAsync(key.Id, key.Secret, "DescribeInstances", "{}");
        var wrong = await WithFileAsync(key.Id, key.Secret + "x", "DescribeInstances", "{}");
        var forbidden = await WithFileAsync(key.Id, key.Secret, "StopInstances", """{"InstanceIds": ["i-0123456789abcdef0"]}""");

        Assert.Equal(ActionStatus.Succeeded, right.Status);
        Assert.Equal((ActionStatus.Error, "AuthFailure"), (wrong.Status, wrong.CloudError?.Code));
        Assert.Equal(ActionStatus.Failed, forbidden.Status);
        Assert.Equal(403, forbidden.CloudError?.HttpStatus);
    }

    [Fact]
    public async Task With_signatures_checked_a_web_identity_lets_in()
    {
        await File.WriteAllTextAsync(_tokenFile, "a.web.identity", TestContext.Current.CancellationToken);
        var role = JsonNode.Parse(await AwsAsync("iam", "create-role", "--role-name", _name, "--assume-role-policy-document", "{}"))!["Role"]!["Arn"]!.ToString();
        await AwsAsync("iam", "put-role-policy", "--role-name", _name, "--policy-name", "ec2", "--policy-document", Policy("*"));
        using var environment = new ProcessEnvironment(new()
        {
            ["AWS_ROLE_ARN"] = role,
            ["AWS_WEB_IDENTITY_TOKEN_FILE"] = _tokenFile,
            ["AWS_ROLE_SESSION_NAME"] = "pod-1",
            ["AWS_REGION"] = "eu-west-1",
            ["AWS_ENDPOINT_URL"] = Endpoint!,
        });
        // The server can't take the unsigned call that turns the token into a key while it checks signatures.
        await CheckSignaturesAfterAsync(calls: 1);
        using var provider = new AwsProvider();

        var outcome = await provider.ExecuteAsync(
            new StepRun().Context("""{"service": "sts", "action": "GetCallerIdentity", "query": "Arn"}"""), TestContext.Current.CancellationToken);

        Assert.Equal($"arn:aws:sts::123456789012:assumed-role/{_name}/pod-1", outcome.Result?.ToString());
    }

    public void Dispose()
    {
        File.Delete(_tokenFile);
        if (Endpoint is not null) PostAsync("reset-auth", "inf").GetAwaiter().GetResult();
    }

    private static Task<ActionOutcome> ExecuteAsync(string body) =>
        new StepRun { Options = new AwsOptions { Endpoint = new Uri(Endpoint!), Region = "eu-west-1", Key = new AwsKey("test", "test") } }.ExecuteAsync(body);

    private static Task<ActionOutcome> WithFileAsync(string id, string secret, string action, string parameters) =>
        new StepRun { CredentialsFile = $"[default]\naws_access_key_id={id}\naws_secret_access_key={secret}\nregion=eu-west-1\nendpoint_url={Endpoint}\n" }.ExecuteAsync(
            $$"""
            {"service": "ec2", "action": "{{action}}", "parameters": {{parameters}},
             "credentials": {"secret": {"name": "awskey", "key": "credentials"} } }
            """);

    private async Task<string> RunInstanceAsync()
    {
        var outcome = await ExecuteAsync($$$"""
            {"service": "ec2", "action": "RunInstances", "query": "Instances[0].InstanceId",
             "parameters": {"ImageId": "ami-12c6146b", "MinCount": 1, "MaxCount": 1, "ClientToken": "{{{Guid.NewGuid():N}}}",
               "TagSpecifications": [{"ResourceType": "instance", "Tags": [{"Key": "test", "Value": "{{{_name}}}"}]}]}}
            """);
        Assert.Null(outcome.Message);
        return outcome.Result!.ToString();
    }

    private async Task<(string Id, string Secret)> MakeUserAsync(string action)
    {
        await AwsAsync("iam", "create-user", "--user-name", _name);
        await AwsAsync("iam", "put-user-policy", "--user-name", _name, "--policy-name", "ec2", "--policy-document", Policy(action));
        var key = JsonNode.Parse(await AwsAsync("iam", "create-access-key", "--user-name", _name))!["AccessKey"]!;
        return (key["AccessKeyId"]!.ToString(), key["SecretAccessKey"]!.ToString());
    }

    private static string Policy(string action) =>
        $$"""{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "{{action}}", "Resource": "*"}]}""";

    private static Task CheckSignaturesAfterAsync(int calls) => PostAsync("reset-auth", $"{calls}");

    private static async Task PostAsync(string path, string body)
    {
        using var http = new HttpClient();
        using var content = new StringContent(body, null, "text/plain");
        (await http.PostAsync(new Uri($"{Endpoint!.TrimEnd('/')}/moto-api/{path}"), content)).EnsureSuccessStatusCode();
    }

    private static async Task<string> AwsAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(CommandLine!, [.. arguments, "--output", "json", "--endpoint-url", Endpoint!]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new[] { ("AWS_ACCESS_KEY_ID", "test"), ("AWS_SECRET_ACCESS_KEY", "test"), ("AWS_DEFAULT_REGION", "eu-west-1") })
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
        return output;
    }

    /// <summary>Variables of this process, for as long as a test needs them.</summary>
    private sealed class ProcessEnvironment : IDisposable
    {
        private readonly Dictionary<string, string> _variables;

        public ProcessEnvironment(Dictionary<string, string> variables)
        {
            _variables = variables;
            foreach (var (name, value) in variables) Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose()
        {
            foreach (var name in _variables.Keys) Environment.SetEnvironmentVariable(name, null);
        }
    }
}
