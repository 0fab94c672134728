using Amazon.Runtime;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Calls;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Steps;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Works out where a step calls and as whom: from the provider's options, the step, its credentials file, and the environment.</summary>
internal sealed class Connector(AwsOptions options, AwsEnvironment environment, ClientPool clients)
{
    private readonly Roles _roles = new(clients);

    /// <summary>A step that names neither a region nor a Secret has one all the same.</summary>
    /// <exception cref="StepException">The user's AWS files can't be read.</exception>
    public bool HasDefaultRegion => (options.Region ?? environment.Region) is not null;

    /// <exception cref="StepException">There is no region, or there are no usable credentials.</exception>
    /// <exception cref="Secrets.SecretUnavailableException">The Secret or its key isn't there.</exception>
    public async Task<AwsConnection> ConnectAsync(AwsStep step, ActionContext context, CancellationToken cancellation)
    {
        var place = new Place(options, environment, await ReadSecretAsync(step.Credentials, context, cancellation), step.Credentials);
        var key = options.Key ?? place.Key;
        var region = step.Region ?? Checked(place.Region) ?? throw new StepException(MissingRegion(step.Credentials));
        var endpoint = place.EndpointOf(step.Operation.Service, step.Endpoint);
        if (options.Key is { } own)
            return new AwsConnection(region, endpoint, Source.Of(own).Credentials, Source.Of(own).Identity) { Account = options.Account, Caller = $"key {own.AccessKeyId}" };
        var sts = place.EndpointOf(AwsServices.Sts, null);
        var source = await SourceAsync(step, key, region, sts);
        var id = await FetchAsync(source.Credentials, step, context);
        return new AwsConnection(region, endpoint, source.Credentials, source.Identity)
        {
            IsFips = place.IsOn("use_fips_endpoint"),
            IsDualstack = place.IsOn("use_dualstack_endpoint"),
            Account = source.Account,
            Caller = $"key {id}",
            // A step that calls an endpoint of its own is not asked about at AWS's: nobody there may know its key.
            Sts = sts is null && step.Endpoint is not null ? null : new AwsConnection(region, sts, source.Credentials, source.Identity),
        };
    }

    /// <summary>What to say where nothing names a region.</summary>
    public static string MissingRegion(CredentialSpec? credentials) =>
        "no region: give 'region' (e.g. eu-west-1), or set AWS_REGION"
        + (credentials?.Secret is { } secret ? $", or put region into profile '{credentials.Profile}' of Secret {secret}" : "");

    /// <exception cref="StepException">It could be none.</exception>
    private static string? Checked(string? region) => region is null || StepReader.IsRegion(region)
        ? region
        : throw new StepException($"'{region}' is no region; write e.g. eu-west-1. In AWS's files a comment has a line of its own");

    private async Task<ProfileSet?> ReadSecretAsync(CredentialSpec spec, ActionContext context, CancellationToken cancellation) =>
        spec.Secret is { } secret && options.Key is null
            ? SharedCredentials.Parse(await context.Secrets.ReadAsync(context.Namespace, secret, cancellation), secret)
            : null;

    private async Task<Source> SourceAsync(AwsStep step, AwsKey? key, string region, Uri? sts)
    {
        var source = key is not null ? Source.Of(key) : await new CredentialChain(environment, _roles, region, sts).FindAsync();
        return step.Credentials.Role is { } role ? _roles.Take(role, new AwsConnection(region, sts, source.Credentials, source.Identity)) : source;
    }

    /// <summary>Masks the keys, and fetches them so that a failure to get credentials is told apart from a failed call.</summary>
    /// <returns>The id of the access key.</returns>
    private static async Task<string> FetchAsync(AWSCredentials credentials, AwsStep step, ActionContext context)
    {
        try
        {
            var keys = await credentials.GetCredentialsAsync();
            context.Mask(keys.SecretKey);
            if (keys.UseToken) context.Mask(keys.Token);
            return keys.AccessKey;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var role = step.Credentials.Role is { } spec ? $" for role {spec.Arn}" : "";
            var reason = e is AmazonServiceException ? AwsFailure.Of(e).Text : OneLine.Of(e.Message);
            throw new StepException($"could not get AWS credentials{role}: {reason}", e);
        }
    }
}
