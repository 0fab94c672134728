using Amazon.Runtime;
using Amazon.SecurityToken;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Takes on roles, each once for as long as its credentials hold.</summary>
internal sealed class Roles(ClientPool clients)
{
    private readonly RecentCache<string, AWSCredentials> _known = new(capacity: 256);

    /// <param name="sts">Where and as whom STS is asked.</param>
    public Source Take(RoleSpec role, AwsConnection sts) =>
        Known(role, $"{sts.Identity} as {role} at {sts.Region} {sts.Endpoint}", () => new RoleCredentials(Client(sts), role));

    /// <param name="tokenFile">Holds the token that lets the role be taken on.</param>
    public Source Take(RoleSpec role, string tokenFile, string region, Uri? stsEndpoint)
    {
        var identity = $"token {tokenFile} as {role} at {region} {stsEndpoint}";
        var sts = new AwsConnection(region, stsEndpoint, new AnonymousAWSCredentials(), "nobody");
        return Known(role, identity, () => new WebIdentityCredentials(Client(sts), role, tokenFile));
    }

    private Source Known(RoleSpec role, string identity, Func<AWSCredentials> make) => new(_known.GetOrAdd(identity, make), identity) { Account = role.Account };

    private IAmazonSecurityTokenService Client(AwsConnection sts) => (IAmazonSecurityTokenService)clients.Get(AwsServices.Sts, sts, retries: true);
}
