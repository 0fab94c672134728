using System.Text.RegularExpressions;
using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Sts;

/// <summary>AssumeRole and AssumeRoleWithWebIdentity: temporary credentials that EC2 and STS then accept.</summary>
internal static partial class RoleSessions
{
    private const int DefaultSeconds = 3600;
    private const int MinSeconds = 900;
    private const int MaxSeconds = 43_200;

    private static readonly IReadOnlyList<string> Everything = ["*"];

    public static Answer AssumeRole(Call call)
    {
        var session = Open(call, () => AccessDenied(call.Caller.Arn, "sts:AssumeRole", call.Parameters.Text("RoleArn")));
        return xml => Write(xml, session);
    }

    public static Answer AssumeRoleWithWebIdentity(Call call)
    {
        var token = call.Parameters.Text("WebIdentityToken");
        if (string.IsNullOrWhiteSpace(token))
            throw Invalid("webIdentityToken", "Member must not be null or blank");
        var accepted = call.Cloud.Options.WebIdentityTokens;
        if (accepted.Count > 0 && !accepted.Contains(token.Trim()))
        {
            throw new AwsErrorException(
                "InvalidIdentityToken", "The web identity token that was passed could not be validated by AWS.");
        }

        var session = Open(call, () => new AwsErrorException(
            "AccessDenied", "Not authorized to perform sts:AssumeRoleWithWebIdentity", 403));
        return xml =>
        {
            Write(xml, session);
            xml.Text("SubjectFromWebIdentityToken", "system:serviceaccount:default:sandbox");
            xml.Text("Audience", "sts.amazonaws.com");
        };
    }

    private static Session Open(Call call, Func<AwsErrorException> denied)
    {
        var arn = call.Parameters.Text("RoleArn") ?? "";
        var match = RoleArn().Match(arn);
        if (!match.Success)
            throw Invalid("roleArn", "Member must be an ARN such as arn:aws:iam::123456789012:role/NAME");
        var name = call.Parameters.Text("RoleSessionName") ?? "";
        if (!SessionName().IsMatch(name))
            throw Invalid("roleSessionName", "Member must satisfy regular expression pattern: [\\w+=,.@-]{2,64}");
        var allowed = Allowed(call.Cloud.Options.Roles, arn) ?? throw denied();
        var (account, role) = (match.Groups["account"].Value, match.Groups["name"].Value);
        var caller = new Caller(
            account, $"arn:aws:sts::{account}:assumed-role/{role}/{name}", $"{UniqueIds.Of("AROA", arn)}:{name}", allowed);
        return call.Sessions.Open(caller, call.Now.AddSeconds(Seconds(call.Parameters)));
    }

    private static IReadOnlyList<string>? Allowed(IReadOnlyList<SandboxRole> roles, string arn) =>
        roles.Count == 0 ? Everything : roles.FirstOrDefault(role => role.Arn == arn)?.AllowedActions;

    private static int Seconds(QueryTree parameters) => parameters.Number("DurationSeconds") switch
    {
        null => DefaultSeconds,
        < MinSeconds => throw Invalid("durationSeconds", $"Member must have value greater than or equal to {MinSeconds}"),
        > MaxSeconds => throw Invalid("durationSeconds", $"Member must have value less than or equal to {MaxSeconds}"),
        { } seconds => seconds,
    };

    private static void Write(ResponseXml xml, Session session)
    {
        xml.Group("AssumedRoleUser", session.Caller, static (user, caller) =>
        {
            user.Text("AssumedRoleId", caller.UserId);
            user.Text("Arn", caller.Arn);
        });
        xml.Group("Credentials", session, static (credentials, of) =>
        {
            credentials.Text("AccessKeyId", of.AccessKeyId);
            credentials.Text("SecretAccessKey", of.SecretAccessKey);
            credentials.Text("SessionToken", of.SessionToken);
            credentials.Time("Expiration", of.Expiration);
        });
    }

    private static AwsErrorException AccessDenied(string who, string action, string? resource) => new(
        "AccessDenied", $"User: {who} is not authorized to perform: {action} on resource: {resource}", 403);

    // STS names the member and the constraint; the value is left out, as it can be a token.
    private static AwsErrorException Invalid(string member, string constraint) => new(
        "ValidationError", $"1 validation error detected: Value at '{member}' failed to satisfy constraint: {constraint}");

    [GeneratedRegex(@"^arn:aws[a-z-]*:iam::(?<account>\d{12}):role/(?:[\w+=,.@/-]*/)?(?<name>[\w+=,.@-]+)$")]
    private static partial Regex RoleArn();

    [GeneratedRegex(@"^[\w+=,.@-]{2,64}$")]
    private static partial Regex SessionName();
}
