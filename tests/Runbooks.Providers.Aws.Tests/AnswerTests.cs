using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

public class AnswerTests
{
    public static TheoryData<string> Names => [.. CaseFile.Names("answers.json")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task An_answer_becomes_what_the_aws_command_line_prints(string name)
    {
        var given = CaseFile.Find("answers.json", name);
        await using var aws = await FakeAws.StartAsync(Reply.Of((string)given["service"]!, (string)given["action"]!, (string)given["xml"]!));
        given.Remove("name");
        given.Remove("xml");
        given.Remove("output", out var output);

        var outcome = await StepRun.OfAsync(aws, given.ToJsonString());

        Assert.Null(outcome.Message);
        Assert.Equal(output!.ToJsonString(), outcome.Result!.ToJsonString());
    }

    [Theory]
    [InlineData("DescribeVerifiedAccessTrustProviders", "{}",
        "<verifiedAccessTrustProviderSet><item><oidcOptions><clientSecret>s3cr3t</clientSecret></oidcOptions></item></verifiedAccessTrustProviderSet>")]
    [InlineData("GetVpnConnectionDeviceSampleConfiguration", """{"VpnConnectionId": "vpn-1", "VpnConnectionDeviceTypeId": "1"}""",
        "<vpnConnectionDeviceSampleConfiguration>s3cr3t</vpnConnectionDeviceSampleConfiguration>")]
    public async Task What_an_operation_of_EC2_tells_of_keys_is_masked(string action, string parameters, string answer)
    {
        await using var aws = await FakeAws.StartAsync(Reply.Ec2(action, answer));
        var run = new StepRun { Options = StepRun.At(aws) };

        await run.ExecuteAsync($$"""{"service": "ec2", "action": "{{action}}", "parameters": {{parameters}}}""");

        Assert.Equal(["s3cr3t"], run.Masked.Where(masked => masked == "s3cr3t"));
    }

    [Fact]
    public async Task Secrets_in_an_answer_are_masked()
    {
        await using var aws = await FakeAws.StartAsync(Reply.Sts("AssumeRole",
            "<Credentials><AccessKeyId>ASIA</AccessKeyId><SecretAccessKey>s3cr3t</SecretAccessKey><SessionToken>t0k3n</SessionToken>"
            + "<Expiration>2030-01-01T00:00:00Z</Expiration></Credentials>"));
        var run = new StepRun { Options = StepRun.At(aws) };

        var outcome = await run.ExecuteAsync("""{"service": "sts", "action": "AssumeRole", "parameters": {"RoleArn": "arn:aws:iam::1:role/r", "RoleSessionName": "s"}, "saveSecret": {"name": "s", "key": "k", "value": "Credentials.SecretAccessKey"}}""");

        Assert.Equal(ActionStatus.Succeeded, outcome.Status);
        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""{"AccessKeyId": "ASIA", "SecretAccessKey": "s3cr3t", "SessionToken": "t0k3n", "Expiration": "2030-01-01T00:00:00+00:00"}"""),
            outcome.Result!["Credentials"]));
        Assert.Equal(["s3cr3t", "t0k3n", "s3cr3t"], run.Masked);
    }
}
