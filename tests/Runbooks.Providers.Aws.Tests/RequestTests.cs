using Runbooks.Providers.Aws.Tests.Wire;

namespace Runbooks.Providers.Aws.Tests;

public class RequestTests
{
    public static TheoryData<string> Names => [.. CaseFile.Names("requests.json")];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Parameters_in_the_apis_own_names_reach_the_wire(string name)
    {
        var given = CaseFile.Find("requests.json", name);
        var body = given["body"]!.AsObject();
        await using var aws = await FakeAws.StartAsync(Reply.Of((string)body["service"]!, (string)body["action"]!, ""));

        var outcome = await StepRun.OfAsync(aws, body.ToJsonString());

        Assert.Null(outcome.Message);
        var sent = aws.Calls.Single().Form.Where(field => field.Key is not ("Action" or "Version"));
        Assert.Equal(
            given["sent"]!.AsObject().Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal),
            sent.Select(field => $"{field.Key}={field.Value}").Order(StringComparer.Ordinal));
    }
}
