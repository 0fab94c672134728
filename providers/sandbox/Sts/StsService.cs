using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Sts;

/// <summary>AWS Security Token Service, version 2011-06-15: the table of simulated operations, and its dialect.</summary>
internal sealed class StsService() : AwsService("sts", "2011-06-15", Operations)
{
    private const string XmlNamespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    private static readonly Dictionary<string, Operation> Operations = new()
    {
        ["GetCallerIdentity"] = Identity.GetCallerIdentity,
        ["AssumeRole"] = RoleSessions.AssumeRole,
        ["AssumeRoleWithWebIdentity"] = RoleSessions.AssumeRoleWithWebIdentity,
    };

    public override string ItemName => "member";

    public override bool IsUnsigned(string operation) => operation == "AssumeRoleWithWebIdentity";

    public override bool IsAlwaysAllowed(string operation) => operation == "GetCallerIdentity" || IsUnsigned(operation);

    public override void WriteSuccess(ResponseXml xml, string operation, string requestId, Answer answer) =>
        xml.Root(operation + "Response", XmlNamespace, () =>
        {
            xml.Group(operation + "Result", () => answer(xml));
            xml.Group("ResponseMetadata", () => xml.Text("RequestId", requestId));
        });

    public override void WriteError(ResponseXml xml, string code, string message, string requestId) =>
        xml.Root("ErrorResponse", XmlNamespace, () =>
        {
            xml.Group("Error", () =>
            {
                xml.Text("Type", "Sender");
                xml.Text("Code", code);
                xml.Text("Message", message);
            });
            xml.Text("RequestId", requestId);
        });

    public override AwsErrorException Unsigned() =>
        new("MissingAuthenticationToken", "Request is missing Authentication Token", 403);

    public override AwsErrorException UnknownKey() => InvalidToken();

    public override AwsErrorException WrongSignature() => new(
        "SignatureDoesNotMatch",
        "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and "
        + "signing method. Consult the service documentation for details.",
        403);

    public override AwsErrorException WrongSessionToken() => InvalidToken();

    public override AwsErrorException ExpiredSession() =>
        new("ExpiredToken", "The security token included in the request is expired", 403);

    public override AwsErrorException ClockSkew() =>
        new("SignatureDoesNotMatch", "Signature expired, or not yet current: check this machine's clock.", 403);

    public override AwsErrorException UnknownRegion(string region) =>
        new("SignatureDoesNotMatch", $"Credential should be scoped to a valid region, not '{region}'.", 403);

    public override AwsErrorException Denied(Caller caller, string operation) =>
        new("AccessDenied", $"User: {caller.Arn} is not authorized to perform: sts:{operation}", 403);

    private static AwsErrorException InvalidToken() =>
        new("InvalidClientTokenId", "The security token included in the request is invalid.", 403);
}
