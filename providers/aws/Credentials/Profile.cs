using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>One profile, put together of one or two files: of what both give, the later one's counts.</summary>
/// <param name="source">Where it stands: <c>Secret awskey/credentials</c>.</param>
internal sealed class Profile(string name, string source, IReadOnlyList<(ProfileFile File, ProfileSection Section)> parts)
{
    public string Name => name;

    public string? Region => Given("region");

    public string? RoleArn => Given("role_arn");

    /// <summary>Has at least one half of a key.</summary>
    public bool HasKey => Find("aws_access_key_id") is not null || Find("aws_secret_access_key") is not null;

    public bool UsesSso => Find("sso_session") is not null || Find("sso_start_url") is not null;

    public bool IsOn(string setting) => string.Equals(Find(setting), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The part of it that stands in one file.</summary>
    public Profile? In(ProfileFile? file) => parts.Where(part => part.File == file).ToList() is { Count: > 0 } part ? new Profile(name, source, part) : null;

    /// <exception cref="StepException">One half is missing, or no text.</exception>
    public AwsKey Key()
    {
        var (id, secret) = (Required("aws_access_key_id"), Required("aws_secret_access_key"));
        return new AwsKey(id, secret, Line("aws_security_token") ?? Line("aws_session_token"));
    }

    /// <summary>Null if it isn't there; given and empty is a mistake.</summary>
    public string? Given(string setting) => Line(setting) is not "" ? Line(setting) : throw Wrong($"has an empty {setting}: give it a value, or leave it out");

    /// <summary>Where a service is called: by the section that <c>services</c> names, or for all services alike.</summary>
    public string? EndpointOf(string service, Func<string, ProfileSection?> services)
    {
        if (IsOn("ignore_configured_endpoint_urls")) return null;
        if (Given("services") is not { } named) return Given("endpoint_url");
        var section = services(named) ?? throw Wrong($"has services = {named}, but there is no [services {named}]");
        return section.FindNested(service, "endpoint_url") ?? Given("endpoint_url");
    }

    public StepException Wrong(string what) => new($"profile '{name}' in {source} {what}");

    private string Required(string setting) => Line(setting) is { Length: > 0 } value
        ? value
        : throw Wrong($"has no {setting}{DidYouMean.Hint(setting, parts.SelectMany(part => part.File.NamesIn(part.Section)))}");

    /// <summary>An empty value is one: <c>aws_session_token =</c>.</summary>
    private string? Line(string setting) => Find(setting) is not { } value || !value.Contains('\n', StringComparison.Ordinal)
        ? Find(setting)
        : throw Wrong($"has a {setting} of several lines: what is indented goes on with the line above");

    private string? Find(string setting) => parts.Reverse().Select(part => part.File.Find(part.Section, setting)).FirstOrDefault(value => value is not null);
}
