using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;
using Runbooks.Secrets;

namespace Runbooks.Providers.Aws.Tests;

/// <summary>What a call hands out once goes into a Kubernetes Secret that the step names, and nowhere else.</summary>
public class SaveSecretTests
{
    private const string CreateKey = """
        {"service": "ec2", "action": "CreateKeyPair", "parameters": {"KeyName": "ops"}, "saveSecret": {"name": "ops-key", "key": "id_rsa", "value": "KeyMaterial"}}
        """;

    private static Reply KeyPair { get; } = Reply.Ec2("CreateKeyPair", "<keyName>ops</keyName><keyMaterial>-----BEGIN KEY-----</keyMaterial>");

    [Fact]
    public async Task The_key_of_a_key_pair_is_saved_and_masked()
    {
        await using var aws = await FakeAws.StartAsync(KeyPair);
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(CreateKey);

        Assert.Equal((ActionStatus.Succeeded, CallFate.Made), (outcome.Status, outcome.Call));
        Assert.Equal("-----BEGIN KEY-----", run.Saved["ops-key/id_rsa"]);
        Assert.Contains("-----BEGIN KEY-----", run.Masked);
    }

    [Fact]
    public async Task Several_keys_may_be_saved_of_one_answer()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Role);
        var run = new StepRun { Options = StepRun.At(aws) };

        await run.ExecuteAsync("""
            {"service": "sts", "action": "AssumeRole", "parameters": {"RoleArn": "arn:aws:iam::1:role/r", "RoleSessionName": "s"},
             "saveSecret": [{"name": "role", "key": "id", "value": "Credentials.AccessKeyId"}, {"name": "role", "key": "all", "value": "Credentials"}]}
            """);

        Assert.Equal("ASIAROLE", run.Saved["role/id"]);
        Assert.StartsWith("{\"AccessKeyId\":\"ASIAROLE\"", run.Saved["role/all"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ec2", "CreateKeyPair", """{"KeyName": "ops"}""", "KeyMaterial")]
    [InlineData("sts", "AssumeRole", """{"RoleArn": "arn:aws:iam::1:role/r", "RoleSessionName": "s"}""", "Credentials.SecretAccessKey")]
    [InlineData("sts", "GetSessionToken", "{}", "Credentials.SecretAccessKey")]
    [InlineData("sts", "GetFederationToken", """{"Name": "x"}""", "Credentials.SecretAccessKey")]
    [InlineData("sts", "GetWebIdentityToken", """{"Audience": ["a"], "SigningAlgorithm": "RS256"}""", "WebIdentityToken")]
    public async Task A_call_that_hands_out_a_secret_is_refused_unless_the_step_says_where_it_goes(string service, string action, string parameters, string value)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Done);

        var outcome = await StepRun.OfAsync(aws, $$"""{"service": "{{service}}", "action": "{{action}}", "parameters": {{parameters}}}""");

        Assert.Equal($"invalid step: {action} hands out a secret, which no node shows: say where it goes, e.g. saveSecret: {{name: NAME, key: KEY, value: {value}}}", outcome.Message);
        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task Whether_the_secret_can_be_written_is_known_before_the_call()
    {
        await using var aws = await FakeAws.StartAsync(KeyPair);

        var outcome = await new StepRun { Options = StepRun.At(aws), Unwritable = "Secret 'ops-key' can't be written: there is no cluster" }.ExecuteAsync(CreateKey);

        Assert.Equal((ActionStatus.Error, null, "Secret 'ops-key' can't be written: there is no cluster"), (outcome.Status, outcome.Call, outcome.Message));
        Assert.Empty(aws.Calls);
    }

    [Fact]
    public async Task A_write_that_fails_after_the_call_says_that_the_call_was_made()
    {
        await using var aws = await FakeAws.StartAsync(KeyPair);

        var outcome = await new StepRun { Options = StepRun.At(aws), FailsToWrite = new SecretUnavailableException("the API is gone") }.ExecuteAsync(CreateKey);

        Assert.Equal((ActionStatus.Error, CallFate.Made), (outcome.Status, outcome.Call));
        Assert.Equal("AWS carried out ec2 CreateKeyPair, but the API is gone. What it answered is shown nowhere and so is lost: undo the call, and make it again", outcome.Message);
    }

    [Fact]
    public async Task A_write_that_takes_too_long_says_that_the_call_was_made()
    {
        await using var aws = await FakeAws.StartAsync(KeyPair);

        var outcome = await new StepRun { Options = StepRun.At(aws), FailsToWrite = new TaskCanceledException() }.ExecuteAsync(CreateKey);

        Assert.Equal((ActionStatus.Error, CallFate.Made), (outcome.Status, outcome.Call));
        Assert.StartsWith("AWS carried out ec2 CreateKeyPair, but Secret ops-key/id_rsa could not be written within 60 s. ", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_call_gave_is_saved_though_its_step_is_stopped_meanwhile()
    {
        using var stop = new CancellationTokenSource();
        await using var aws = await FakeAws.StartAsync(KeyPair);
        var run = new StepRun { Options = StepRun.At(aws), BeforeWrite = stop.Cancel };

        var outcome = await run.ExecuteAsync(CreateKey, stop.Token);

        Assert.Equal((ActionStatus.Succeeded, CallFate.Made), (outcome.Status, outcome.Call));
        Assert.Equal("-----BEGIN KEY-----", run.Saved["ops-key/id_rsa"]);
    }

    [Theory]
    [InlineData("ec2", "CreateKeyPair", """{"KeyName": "ops"}""", false)]
    [InlineData("sts", "AssumeRole", """{"RoleArn": "arn:aws:iam::1:role/r", "RoleSessionName": "s"}""", true)]
    public async Task Only_what_a_call_without_changes_gives_may_replace_a_key(string service, string action, string parameters, bool replaces)
    {
        await using var aws = await FakeAws.StartAsync(service == "ec2" ? KeyPair : Reply.Role);
        var run = new StepRun { Options = StepRun.At(aws) };

        await run.ExecuteAsync($$"""{"service": "{{service}}", "action": "{{action}}", "parameters": {{parameters}}, "saveSecret": {"name": "s", "key": "k", "value": "@"} }""");

        Assert.Equal([replaces], run.Replacements);
    }

    [Fact]
    public async Task A_value_that_is_not_in_the_answer_is_not_saved()
    {
        await using var aws = await FakeAws.StartAsync(KeyPair);
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync(CreateKey.Replace("KeyMaterial", "Keymaterial", StringComparison.Ordinal));

        Assert.Equal("AWS carried out ec2 CreateKeyPair, but its answer has no Keymaterial: Secret ops-key/id_rsa was not written", outcome.Message);
        Assert.Empty(run.Saved);
    }
}
