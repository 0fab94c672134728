using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Amazon.SecurityToken;
using Runbooks.Actions;
using Runbooks.Providers.Aws.Calls;
using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;
using Runbooks.Providers.Aws.Steps;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>Works out where a step calls and as whom: from the provider's options, the step, its credentials file, and the environment.</summary>
internal sealed class Connector(AwsOptions options, AwsEnvironment environment, ClientPool clients)
{
    private readonly RecentCache<string, AWSCredentials> _roles = new(capacity: 256);

    /// <summary>A step that names neither a region nor a Secret has one all the same.</summary>
    public bool HasDefaultRegion => (options.Region ?? environment.Region) is not null;

    /// <exception cref="StepException">There is no region, or there are no usable credentials.</exception>
    /// <exception cref="Secrets.SecretUnavailableException">The Secret or its key isn't there.</exception>
    public async Task<AwsConnection> ConnectAsync(AwsStep step, ActionContext context, CancellationToken cancellation)
    {
        var profile = await ReadProfileAsync(step.Credentials, context, cancellation);
        var region = RegionOf(step, profile) ?? throw new StepException(MissingRegion(step.Credentials));
        var source = await SourceAsync(profile);
        var connection = new AwsConnection(region, EndpointOf(step.Operation.Service, step.Endpoint, profile), source.Credentials, source.Identity);
        if (step.Credentials.Role is { } role && options.Key is null)
            connection = TakeRole(role, connection, EndpointOf(AwsServices.Sts, null, profile));
        if (options.Key is { } key) return connection with { Account = options.Account, Caller = $"key {key.AccessKeyId}" };
        var id = await FetchAsync(connection.Credentials, step, context);
        return connection with
        {
            Account = AccountIn(step.Credentials.Role?.Arn),
            Caller = $"key {id}",
            Sts = StsFor(step, profile) is { IsAsked: true, Endpoint: var sts } ? connection with { Endpoint = sts } : null,
        };
    }

    /// <summary>What to say where nothing names a region.</summary>
    public static string MissingRegion(CredentialSpec? credentials) =>
        "no region: give 'region' (e.g. eu-west-1), or set AWS_REGION"
        + (credentials?.Secret is { } secret ? $", or put region into profile '{credentials.Profile}' of Secret {secret}" : "");

    private async Task<Profile?> ReadProfileAsync(CredentialSpec spec, ActionContext context, CancellationToken cancellation) =>
        spec.Secret is { } secret && options.Key is null
            ? SharedCredentials.Parse(await context.Secrets.ReadAsync(context.Namespace, secret, cancellation), secret).Find(spec.Profile)
            : null;

    private string? RegionOf(AwsStep step, Profile? profile) => step.Region ?? profile?.Region ?? options.Region ?? environment.Region;

    private Uri? EndpointOf(AwsService service, string? ofStep, Profile? profile)
    {
        if (options.Endpoint is not null) return options.Endpoint;
        var text = ofStep ?? profile?.EndpointUrl ?? environment.EndpointOf(service.Name);
        if (text is null) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StepException($"'{text}' is no endpoint: expected a URL like https://ec2.eu-west-1.amazonaws.com");
    }

    private async Task<(AWSCredentials Credentials, string Identity)> SourceAsync(Profile? profile)
    {
        if ((options.Key ?? profile?.Key) is { } key) return (Make(key), Fingerprint(key));
        try
        {
            // The SDK hands out the same object until its files change.
            var ambient = await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync();
            return (ambient, $"ambient {RuntimeHelpers.GetHashCode(ambient)}");
        }
        catch (Exception e) when (e is AmazonClientException or InvalidOperationException or ArgumentException)
        {
            const string Advice = "name a Secret in 'credentials', or give the process some (environment, profile, web identity, container or instance role)";
            throw new StepException($"no AWS credentials: {Advice}: {OneLine.Of(e.Message)}", e);
        }
    }

    private static AWSCredentials Make(AwsKey key) => key.SessionToken is { Length: > 0 } token
        ? new SessionAWSCredentials(key.AccessKeyId, key.SecretAccessKey, token)
        : new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey);

    private static string Fingerprint(AwsKey key) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{key.AccessKeyId}\n{key.SecretAccessKey}\n{key.SessionToken}")));

    private AwsConnection TakeRole(RoleSpec role, AwsConnection source, Uri? stsEndpoint)
    {
        var identity = $"{source.Identity} as {role} at {source.Region} {stsEndpoint}";
        var sts = source with { Endpoint = stsEndpoint };
        var credentials = _roles.GetOrAdd(identity, () =>
            new RoleCredentials((IAmazonSecurityTokenService)clients.Get(AwsServices.Sts, sts, retries: true), role));
        return source with { Credentials = credentials, Identity = identity };
    }

    /// <summary><c>arn:aws:iam::123456789012:role/operator</c> names an account.</summary>
    private static string? AccountIn(string? arn) => arn?.Split(':') is [_, _, _, _, { Length: > 0 } account, ..] ? account : null;

    /// <summary>A step that calls an endpoint of its own is not asked about at AWS's: nobody there may know its key.</summary>
    private (bool IsAsked, Uri? Endpoint) StsFor(AwsStep step, Profile? profile)
    {
        var endpoint = EndpointOf(AwsServices.Sts, null, profile);
        return (endpoint is not null || step.Endpoint is null, endpoint);
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
