using Runbooks.Providers.Sandbox.Authentication;
using Runbooks.Providers.Sandbox.Ec2;

namespace Runbooks.Providers.Sandbox.Query;

/// <summary>What an operation may see of its request and of the simulated cloud.</summary>
internal sealed record Call(
    QueryTree Parameters, string RegionName, Caller? Signer, DateTimeOffset Now, Cloud Cloud, Sessions Sessions)
{
    /// <summary>Who calls; only the few operations that need no signature may be without.</summary>
    public Caller Caller => Signer ?? throw new InvalidOperationException("This operation needs a signed request.");

    public Region Region => Cloud.Region(Caller.AccountId, RegionName);

    /// <summary>To be called when all is checked and nothing is changed yet.</summary>
    public void StopHereOnDryRun()
    {
        if (Parameters.Flag("DryRun"))
            throw new AwsErrorException("DryRunOperation", "Request would have succeeded, but DryRun flag is set.", 412);
    }
}
