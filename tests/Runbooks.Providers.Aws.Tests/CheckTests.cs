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

    private static string Show(Problem problem) => $"{problem.Path}: {(problem.Severity == Severity.Warning ? "warning: " : "")}{problem.Message}";
}
