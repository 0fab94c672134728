using System.IO.Enumeration;

namespace Runbooks.Providers.Sandbox.Authentication;

/// <summary>Who signed a request, and what they may do.</summary>
internal sealed record Caller(string AccountId, string Arn, string UserId, IReadOnlyList<string> AllowedActions)
{
    public static Caller Of(SandboxCredential credential) => new(
        credential.AccountId,
        $"arn:aws:iam::{credential.AccountId}:user/{credential.UserName}",
        UniqueIds.Of("AIDA", credential.AccessKeyId),
        credential.AllowedActions);

    public bool May(string action) =>
        AllowedActions.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, action, ignoreCase: true));
}
