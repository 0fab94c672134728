using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>The short-lived credentials of a role, fetched again before they end.</summary>
internal sealed class RoleCredentials : RefreshingAWSCredentials
{
    private readonly IAmazonSecurityTokenService _sts;
    private readonly RoleSpec _role;

    public RoleCredentials(IAmazonSecurityTokenService sts, RoleSpec role)
    {
        (_sts, _role) = (sts, role);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var request = new AssumeRoleRequest { RoleArn = _role.Arn, RoleSessionName = _role.SessionName, ExternalId = _role.ExternalId, DurationSeconds = _role.Seconds };
        var answer = await _sts.AssumeRoleAsync(request);
        return new CredentialsRefreshState(answer.Credentials.GetCredentials(), answer.Credentials.Expiration!.Value);
    }
}
