using System.Globalization;
using Amazon.Runtime;
using Runbooks.Providers.Aws.Credentials;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>
/// The engine's own credentials, in the AWS command line's order: keys in the environment; of the profile in use its role, its web identity (or the
/// environment's), its keys, its process; then the container's and the instance's.
/// </summary>
/// <param name="region">Where STS is asked.</param>
internal sealed class CredentialChain(AwsEnvironment environment, Roles roles, string region, Uri? stsEndpoint)
{
    private const string Advice =
        "no AWS credentials: name a Secret in 'credentials', or give the process some (environment, profile, web identity, container or instance role)";

    private readonly ProfileSet _profiles = environment.Profiles();

    /// <exception cref="StepException">There are none, or what there is can't be used.</exception>
    public async Task<Source> FindAsync()
    {
        if (KeyInEnvironment() is { } key) return Source.Of(key);
        var profile = environment.NamedProfile is { } named ? _profiles.Find(named) : _profiles.TryFind("default");
        if (profile is not null && IsRole(profile)) return await TakeRoleAsync(profile, [profile.Name]);
        if (WebIdentity(profile, environment.Get) is { } identity) return identity;
        return (profile is null ? null : OfProfile(profile)) ?? Container() ?? await InstanceAsync();
    }

    private AwsKey? KeyInEnvironment()
    {
        if (environment.Get("AWS_ACCESS_KEY_ID") is not { } id) return null;
        var secret = environment.Get("AWS_SECRET_ACCESS_KEY") ?? throw new StepException("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY isn't");
        return new AwsKey(id, secret, environment.Get("AWS_SECURITY_TOKEN") ?? environment.Get("AWS_SESSION_TOKEN"));
    }

    private static bool IsRole(Profile profile) => profile.RoleArn is not null && profile.Given("web_identity_token_file") is null;

    /// <param name="visited">The profiles on the way here.</param>
    private async Task<Source> TakeRoleAsync(Profile profile, IReadOnlyList<string> visited)
    {
        if (profile.Given("mfa_serial") is not null) throw profile.Wrong("wants an MFA code (mfa_serial), which nobody can type here: use a role without, or web identity");
        var source = (profile.Given("source_profile"), profile.Given("credential_source")) switch
        {
            (not null, not null) => throw profile.Wrong("has both source_profile and credential_source: keep one"),
            (null, null) => throw profile.Wrong("has a role_arn, but no source_profile or credential_source to take it on with"),
            ({ } name, _) => await OfSourceAsync(profile, name, visited),
            (_, { } named) => await NamedAsync(profile, named),
        };
        return roles.Take(RoleOf(profile), new AwsConnection(region, stsEndpoint, source.Credentials, source.Identity));
    }

    private async Task<Source> OfSourceAsync(Profile profile, string name, IReadOnlyList<string> visited)
    {
        var source = _profiles.TryFind(name) ?? throw profile.Wrong($"has source_profile = {name}, but there is no such profile");
        // A profile may name itself: its own key then takes on its role.
        if (visited.Contains(name) && !(name == profile.Name && source.HasKey))
            throw profile.Wrong($"never comes to a key: {string.Join(" → ", visited.Append(name))}");
        if (!source.HasKey && IsRole(source)) return await TakeRoleAsync(source, [.. visited, name]);
        return WebIdentity(source, static _ => null) ?? OfProfile(source) ?? throw profile.Wrong($"has source_profile = {name}, which has no credentials");
    }

    private async Task<Source> NamedAsync(Profile profile, string source) => source.ToUpperInvariant() switch
    {
        "ENVIRONMENT" => KeyInEnvironment() is { } key ? Source.Of(key) : throw profile.Wrong("has credential_source = Environment, but AWS_ACCESS_KEY_ID isn't set"),
        "ECSCONTAINER" => Container() ?? throw profile.Wrong("has credential_source = EcsContainer, but this is no container with a role"),
        "EC2INSTANCEMETADATA" => await InstanceAsync(),
        _ => throw profile.Wrong($"has credential_source = {source}: it is one of Environment, Ec2InstanceMetadata, EcsContainer"),
    };

    private static RoleSpec RoleOf(Profile profile) => new(
        profile.RoleArn!, profile.Given("external_id"), profile.Given("role_session_name") ?? RoleSpec.DefaultSessionName,
        // As the command line does, what is no number is passed over.
        int.TryParse(profile.Given("duration_seconds"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);

    private Source? WebIdentity(Profile? profile, Func<string, string?> variable)
    {
        if ((variable("AWS_WEB_IDENTITY_TOKEN_FILE") ?? profile?.Given("web_identity_token_file")) is not { } token) return null;
        var role = variable("AWS_ROLE_ARN") ?? profile?.RoleArn ?? throw new StepException("there is a web identity's token, but no role for it: set AWS_ROLE_ARN");
        var session = variable("AWS_ROLE_SESSION_NAME") ?? profile?.Given("role_session_name") ?? RoleSpec.DefaultSessionName;
        return roles.Take(new RoleSpec(role, null, session), token, region, stsEndpoint);
    }

    private Source? OfProfile(Profile profile)
    {
        if (profile.UsesSso)
            throw profile.Wrong($"signs in with SSO, which takes a browser: export its keys: eval \"$(aws configure export-credentials --profile {profile.Name} --format env)\"");
        if (profile.In(_profiles.Credentials) is { HasKey: true } keys) return Source.Of(keys.Key());
        if (profile.Given("credential_process") is { } command) return new Source(Processes.GetOrAdd(command, () => new ProcessAWSCredentials(command)), $"process {command}");
        return profile.In(_profiles.Config) is { HasKey: true } settings ? Source.Of(settings.Key()) : null;
    }

    private static readonly RecentCache<string, AWSCredentials> Processes = new(capacity: 32);

    private Source? Container() =>
        environment.Get("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI") is null && environment.Get("AWS_CONTAINER_CREDENTIALS_FULL_URI") is null
            ? null
            : new Source(ContainerCredentials.Value, "container");

    private static readonly Lazy<AWSCredentials> ContainerCredentials = new(() => new GenericContainerCredentials());

    private static volatile AWSCredentials? _instance;

    private async Task<Source> InstanceAsync()
    {
        if (string.Equals(environment.Get("AWS_EC2_METADATA_DISABLED"), "true", StringComparison.OrdinalIgnoreCase)) throw new StepException(Advice);
        try
        {
            // Its constructor asks the instance's metadata for the role.
            _instance ??= await Task.Run(() => new InstanceProfileAWSCredentials());
            return new Source(_instance, "instance");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new StepException($"{Advice}: {OneLine.Of(e.Message)}", e);
        }
    }
}
