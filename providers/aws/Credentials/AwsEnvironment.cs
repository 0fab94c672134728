namespace Runbooks.Providers.Aws.Credentials;

/// <summary>What the process's environment and the user's AWS files say about where to call, and as whom.</summary>
internal sealed class AwsEnvironment(Func<string, string?> variable)
{
    public static AwsEnvironment OfProcess { get; } = new(Environment.GetEnvironmentVariable);

    /// <summary>AWS_REGION, AWS_DEFAULT_REGION, or the region of the profile in the user's files.</summary>
    /// <exception cref="StepException">The profile can't be read.</exception>
    public string? Region => Get("AWS_REGION") ?? Get("AWS_DEFAULT_REGION") ?? Profile?.Region;

    /// <summary>The profile in use; null if it isn't there.</summary>
    public Profile? Profile => Profiles().TryFind(ProfileName);

    public string ProfileName => NamedProfile ?? "default";

    /// <summary>The profile that someone has asked for.</summary>
    public string? NamedProfile => Get("AWS_DEFAULT_PROFILE") ?? Get("AWS_PROFILE");

    /// <summary>AWS_ENDPOINT_URL_EC2 or the like, AWS_ENDPOINT_URL, or the profile's.</summary>
    public string? EndpointOf(string service)
    {
        if (string.Equals(Get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"), "true", StringComparison.OrdinalIgnoreCase)) return null;
        return Get($"AWS_ENDPOINT_URL_{service.ToUpperInvariant()}") ?? Get("AWS_ENDPOINT_URL") ?? Profile?.EndpointOf(service, Profiles().Services);
    }

    /// <summary>Of AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE, or of the user's home. A file that isn't there has none.</summary>
    /// <exception cref="StepException">One of the files can't be read.</exception>
    public ProfileSet Profiles()
    {
        var (config, credentials) = (PathOf("AWS_CONFIG_FILE", "config"), PathOf("AWS_SHARED_CREDENTIALS_FILE", "credentials"));
        var profiles = new ProfileSet(string.Join(" and ", new[] { config, credentials }.OfType<string>()) is { Length: > 0 } both ? both : "the environment");
        if (Read(config) is { } settings) profiles.AddConfig(settings);
        if (Read(credentials) is { } keys) profiles.AddCredentials(keys);
        return profiles;
    }

    public string? Get(string name) => variable(name) is { Length: > 0 } value ? value : null;

    private string? PathOf(string name, string file) =>
        (Get(name), Get("HOME") ?? Get("USERPROFILE")) switch
        {
            ({ } path, { } home) when path == "~" || path.StartsWith("~/", StringComparison.Ordinal) => home + path[1..],
            ({ } path, _) => path,
            (_, { } home) => Path.Combine(home, ".aws", file),
            _ => null,
        };

    private static ProfileFile? Read(string? path)
    {
        if (path is null || !File.Exists(path)) return null;
        try
        {
            return ProfileFile.Parse(File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StepException($"the AWS file {path} can't be read: {OneLine.Of(e.Message)}", e);
        }
    }
}
