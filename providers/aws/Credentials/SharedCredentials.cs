using System.Text;
using Runbooks.Schemas;
using Runbooks.Secrets;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>A file in AWS's shared-credentials format: profiles in brackets, <c>name = value</c> below them.</summary>
internal sealed class SharedCredentials
{
    private readonly Dictionary<string, Dictionary<string, string>> _profiles = new(StringComparer.Ordinal);
    private readonly SecretKey _source;

    private SharedCredentials(SecretKey source) => _source = source;

    /// <exception cref="StepException">The file is malformed; the message names the line, not its content.</exception>
    public static SharedCredentials Parse(byte[] content, SecretKey source)
    {
        var file = new SharedCredentials(source);
        Dictionary<string, string>? profile = null;
        var lines = Encoding.UTF8.GetString(content).TrimStart('\uFEFF').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '#' or ';') continue;
            if (line[0] == '[' && line[^1] == ']') profile = file._profiles[ProfileName(line)] = [];
            else if (line.Split('=', 2) is [var name, var value] && profile is not null) profile[name.Trim().ToLowerInvariant()] = value.Trim();
            else throw Malformed(source, i + 1, profile is null);
        }
        return file;
    }

    /// <exception cref="StepException">It isn't there, or holds no key.</exception>
    public Profile Find(string name)
    {
        if (!_profiles.TryGetValue(name, out var values))
            throw new StepException($"Secret {_source} has no profile '{name}'{DidYouMean.Hint(name, _profiles.Keys)}; it has: {Names()}");
        var (id, secret) = (Required(name, values, "aws_access_key_id"), Required(name, values, "aws_secret_access_key"));
        return new Profile(
            new AwsKey(id, secret, values.GetValueOrDefault("aws_session_token")),
            values.GetValueOrDefault("region"),
            values.GetValueOrDefault("endpoint_url"));
    }

    /// <summary>The config file's way to head a profile is taken too.</summary>
    private static string ProfileName(string line)
    {
        var name = line[1..^1].Trim();
        return name.StartsWith("profile ", StringComparison.Ordinal) ? name["profile ".Length..].Trim() : name;
    }

    private static StepException Malformed(SecretKey source, int line, bool noProfile) => new(
        $"Secret {source} is no AWS credentials file: line {line} "
        + (noProfile ? "stands before any [profile]" : "is neither [profile] nor name = value"));

    private string Required(string profile, Dictionary<string, string> values, string name) =>
        values.GetValueOrDefault(name) is { Length: > 0 } value
            ? value
            : throw new StepException($"profile '{profile}' in Secret {_source} has no {name}{DidYouMean.Hint(name, values.Keys)}");

    private string Names() => _profiles.Count == 0 ? "none" : string.Join(", ", _profiles.Keys.Order(StringComparer.Ordinal));
}
