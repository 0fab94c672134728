using System.Text.Json.Nodes;
using Runbooks.Providers.Aws.Tests.Wire;
using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Tests;

public class CheckTests
{
    public static TheoryData<string> Names => [.. CaseFile.Names("check.json")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Everything_wrong_with_a_body_is_found_before_a_call(string name)
    {
        var given = CaseFile.Find("check.json", name);
        using var provider = new StepRun().Provider();

        var problems = provider.Check(given["body"]!.AsObject());

        Assert.Equal(given["problems"]!.AsArray().Select(problem => (string?)problem).Order(StringComparer.Ordinal), problems.Select(Show).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("AWS_REGION")]
    [InlineData("AWS_DEFAULT_REGION")]
    public void The_environment_can_name_the_region(string variable)
    {
        using var provider = new StepRun { Environment = { [variable] = "eu-west-1" } }.Provider();

        Assert.Empty(provider.Check(JsonNode.Parse("""{"service": "ec2", "action": "DescribeInstances"}""")!.AsObject()));
    }

    [Theory]
    [InlineData("DescribeInstances", "Reservations[0].Instances[0].InstanceId", true)]
    [InlineData("DescribeInstances", "Reservations[].Instances[?State.Name=='running'].InstanceId | [0][0]", true)]
    [InlineData("DescribeInstances", "Reservations[0].Instances[0].LaunchTime", true)]
    [InlineData("DescribeInstances", "Reservations[0].Instances[0].State.Name", true)]
    [InlineData("DescribeImages", "sort_by(Images, &CreationDate)[-1].ImageId", true)]
    [InlineData("DescribeInstances", "join(',', Reservations[].ReservationId)", true)]
    [InlineData("DescribeInstances", "Reservations[].ReservationId", false)]
    [InlineData("DescribeInstances", "Reservations[0].Instances[0].State", false)]
    [InlineData("DescribeInstances", "Reservations[0].Instances[0].State.Code", false)]
    [InlineData("DescribeInstances", "length(Reservations)", false)]
    [InlineData("DescribeInstances", "Nothing[0].Like", false)]
    [InlineData("DescribeInstances", "@", false)]
    [InlineData("CreateVolume", "VolumeId", true)]
    public void Whether_a_query_gives_one_text_is_known_from_the_answers_shape(string action, string query, bool isText)
    {
        using var provider = new StepRun().Provider();

        Assert.Equal(isText, provider.GivesText(new JsonObject { ["service"] = "ec2", ["action"] = action, ["region"] = "eu-west-1", ["query"] = query }));
    }

    private static string Show(Problem problem) => $"{problem.Path}: {(problem.Severity == Severity.Warning ? "warning: " : "")}{problem.Message}";
}
