using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>Amazon EC2, version 2016-11-15: the table of simulated operations, and its dialect.</summary>
internal sealed class Ec2Service() : AwsService("ec2", "2016-11-15", Operations)
{
    private const string XmlNamespace = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["DescribeInstances"] = InstanceDescriptions.DescribeInstances,
        ["DescribeInstanceStatus"] = InstanceStatuses.DescribeInstanceStatus,
        ["RunInstances"] = Launches.RunInstances,
        ["StartInstances"] = PowerChanges.StartInstances,
        ["StopInstances"] = PowerChanges.StopInstances,
        ["RebootInstances"] = PowerChanges.RebootInstances,
        ["TerminateInstances"] = PowerChanges.TerminateInstances,
        ["DescribeInstanceAttribute"] = InstanceAttributes.DescribeInstanceAttribute,
        ["ModifyInstanceAttribute"] = InstanceAttributes.ModifyInstanceAttribute,
        ["CreateTags"] = Tags.CreateTags,
        ["DeleteTags"] = Tags.DeleteTags,
        ["DescribeTags"] = Tags.DescribeTags,
        ["DescribeRegions"] = Geography.DescribeRegions,
        ["DescribeAvailabilityZones"] = Geography.DescribeAvailabilityZones,
        ["DescribeImages"] = Images.DescribeImages,
    };

    public override string ItemName => "item";

    public override void WriteSuccess(ResponseXml xml, string operation, string requestId, Answer answer) =>
        xml.Root(operation + "Response", XmlNamespace, () =>
        {
            xml.Text("requestId", requestId);
            answer(xml);
        });

    public override void WriteError(ResponseXml xml, string code, string message, string requestId) =>
        xml.Root("Response", "", () =>
        {
            xml.Group("Errors", () => xml.Group("Error", () =>
            {
                xml.Text("Code", code);
                xml.Text("Message", message);
            }));
            xml.Text("RequestID", requestId);
        });

    public override AwsErrorException Unsigned() =>
        new("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

    public override AwsErrorException UnknownKey() => NotValidated();

    public override AwsErrorException WrongSignature() => NotValidated();

    public override AwsErrorException WrongSessionToken() => NotValidated();

    public override AwsErrorException ExpiredSession() => new("RequestExpired", "Request has expired.");

    public override AwsErrorException ClockSkew() => NotValidated();

    public override AwsErrorException UnknownRegion(string region) =>
        new("AuthFailure", $"Credential should be scoped to a valid region, not '{region}'.", 401);

    public override AwsErrorException Denied(Caller caller, string operation) => new(
        "UnauthorizedOperation",
        $"You are not authorized to perform this operation. User: {caller.Arn} is not authorized to perform: ec2:{operation} "
        + $"because no identity-based policy allows the ec2:{operation} action",
        403);

    // EC2 does not tell an unknown key from a wrong secret; STS does.
    private static AwsErrorException NotValidated() =>
        new("AuthFailure", "AWS was not able to validate the provided access credentials", 401);
}
