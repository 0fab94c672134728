using Runbooks.Providers.Aws.Credentials;
using Runbooks.Providers.Aws.Operations;

namespace Runbooks.Providers.Aws.Clients;

/// <summary>What is said about where a step calls, beside the step itself: in the provider's options, its Secret, and the environment.</summary>
/// <param name="secret">The profiles of the step's Secret; null without one.</param>
internal sealed class Place(AwsOptions options, AwsEnvironment environment, ProfileSet? secret, CredentialSpec step)
{
    private readonly Profile? _profile = secret?.Find(step.Profile);

    public string? Region => _profile?.Region ?? options.Region ?? environment.Region;

    /// <summary>The key in the Secret.</summary>
    /// <exception cref="StepException">It holds none that can be used.</exception>
    public AwsKey? Key => _profile is null ? null : SharedCredentials.KeyOf(_profile, step);

    /// <param name="ofStep">Counts before all but the provider's own.</param>
    /// <exception cref="StepException">It is no URL.</exception>
    public Uri? EndpointOf(AwsService service, string? ofStep)
    {
        if (options.Endpoint is not null) return options.Endpoint;
        var text = ofStep ?? _profile?.EndpointOf(service.Name, secret!.Services) ?? environment.EndpointOf(service.Name);
        if (text is null) return null;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StepException($"'{text}' is no endpoint: expected a URL like https://ec2.eu-west-1.amazonaws.com");
    }

    /// <summary>A setting of the profile in use, like <c>use_fips_endpoint</c>. Those in the environment the SDK knows itself.</summary>
    public bool IsOn(string setting) => (_profile ?? environment.Profile)?.IsOn(setting) == true;
}
