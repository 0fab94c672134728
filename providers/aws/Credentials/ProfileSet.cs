using Runbooks.Schemas;

namespace Runbooks.Providers.Aws.Credentials;

/// <summary>The profiles of a Secret, or of the user's two files together.</summary>
/// <param name="source">What to call it all in messages.</param>
internal sealed class ProfileSet(string source)
{
    private readonly Dictionary<string, List<(ProfileFile File, ProfileSection Section)>> _parts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProfileSection> _services = new(StringComparer.Ordinal);

    /// <summary>The file among them that holds keys rather than settings.</summary>
    public ProfileFile? Credentials { get; private set; }

    /// <summary>The file among them that holds settings; a key in it goes with nothing of the other file.</summary>
    public ProfileFile? Config { get; private set; }

    /// <summary>A file whose heads are <c>[default]</c> and <c>[profile NAME]</c>; others are no profiles.</summary>
    public void AddConfig(ProfileFile file) => Add(Config = file, ConfigName);

    /// <summary>A file whose heads are profiles' names.</summary>
    public void AddCredentials(ProfileFile file) => Add(Credentials = file, section => section.Name);

    /// <summary>A file that may be headed either way.</summary>
    public void AddEither(ProfileFile file) => Add(Credentials = file, section => ConfigName(section) ?? section.Name.Trim());

    /// <exception cref="StepException">It is there, but something in it is no name = value.</exception>
    public Profile? TryFind(string name)
    {
        if (!_parts.TryGetValue(name, out var parts)) return null;
        foreach (var (file, section) in parts)
            if (section.Defect is { } defect) throw file.Wrong(defect.Line, defect.What);
        return new Profile(name, source, parts);
    }

    /// <exception cref="StepException">It isn't there.</exception>
    public Profile Find(string name) => TryFind(name)
        ?? throw new StepException($"{source} has no profile '{name}'{DidYouMean.Hint(name, _parts.Keys)}; it has: {Names()}");

    /// <summary>The section <c>[services NAME]</c>, or null.</summary>
    public ProfileSection? Services(string name) => _services.GetValueOrDefault(name);

    private void Add(ProfileFile file, Func<ProfileSection, string?> nameOf)
    {
        foreach (var section in file.Sections)
        {
            if (NamedBy("services", section) is { } services) _services[services] = section;
            else if (nameOf(section) is { } profile && NamedBy("sso-session", section) is null)
                (_parts.TryGetValue(profile, out var parts) ? parts : _parts[profile] = []).Add((file, section));
        }
    }

    private static string? ConfigName(ProfileSection section) => section.Name == "default" ? "default" : NamedBy("profile", section);

    /// <summary>The name in <c>[profile NAME]</c>, which may be quoted.</summary>
    private static string? NamedBy(string kind, ProfileSection section) =>
        section.Name.StartsWith(kind, StringComparison.Ordinal) && ShellWords.Split(section.Name) is [_, var name] ? name : null;

    private string Names() => _parts.Count == 0 ? "none" : string.Join(", ", _parts.Keys.Order(StringComparer.Ordinal));
}
