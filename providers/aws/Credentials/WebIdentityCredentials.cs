using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>The short-lived credentials of a role that a token in a file lets in (IRSA); the file is read anew each time.</summary>
internal sealed class WebIdentityCredentials : RefreshingAWSCredentials
{
    private readonly IAmazonSecurityTokenService _sts;
    private readonly RoleSpec _role;
    private readonly string _tokenFile;

    /// <param name="sts">Calls without a signature.</param>
    public WebIdentityCredentials(IAmazonSecurityTokenService sts, RoleSpec role, string tokenFile)
    {
        (_sts, _role, _tokenFile) = (sts, role, tokenFile);
        PreemptExpiryTime = TimeSpan.FromMinutes(5);
    }

    protected override CredentialsRefreshState GenerateNewCredentials() => GenerateNewCredentialsAsync().GetAwaiter().GetResult();

    protected override async Task<CredentialsRefreshState> GenerateNewCredentialsAsync()
    {
        var token = (await File.ReadAllTextAsync(_tokenFile)).Trim();
        var request = new AssumeRoleWithWebIdentityRequest { RoleArn = _role.Arn, RoleSessionName = _role.SessionName, WebIdentityToken = token };
        var answer = await _sts.AssumeRoleWithWebIdentityAsync(request);
        return new CredentialsRefreshState(answer.Credentials.GetCredentials(), answer.Credentials.Expiration!.Value);
    }
}
