namespace Runbooks.Providers.Aws.Credentials;

/// <summary>
/// A file in AWS's format: sections in brackets, <c>name = value</c> or <c>name: value</c> below them. It is read as the AWS command line reads it,
/// with Python's configparser: what is indented goes on with the value above, and a comment has a line of its own or follows a section's head.
/// What is wrong within a section is held against that section alone.
/// </summary>
internal sealed class ProfileFile
{
    /// <summary>Its values hold for every section.</summary>
    private const string Defaults = "DEFAULT";

    private readonly Dictionary<string, ProfileSection> _sections = new(StringComparer.Ordinal);

    private ProfileFile(string source) => Source = source;

    /// <summary>What to call it: <c>Secret awskey/credentials</c>, <c>/root/.aws/config</c>.</summary>
    public string Source { get; }

    public IEnumerable<ProfileSection> Sections => _sections.Values.Where(section => section.Name != Defaults);

    /// <exception cref="StepException">Something stands before the first section; the message names the line, not its content.</exception>
    public static ProfileFile Parse(string text, string source)
    {
        var file = new ProfileFile(source);
        file.Read(text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'));
        return file;
    }

    /// <summary>The value in a section or, if it isn't there, among what holds for all.</summary>
    public string? Find(ProfileSection section, string name) => section.Find(name) ?? _sections.GetValueOrDefault(Defaults)?.Find(name);

    public IEnumerable<string> NamesIn(ProfileSection section) => section.Names.Union(_sections.GetValueOrDefault(Defaults)?.Names ?? []);

    public StepException Wrong(int line, string what) => new($"{Source} is no AWS credentials file: line {line} {what}");

    private void Read(string[] lines)
    {
        ProfileSection? section = null;
        var indent = 0;
        for (var i = 0; i < lines.Length; i++)
        {
            var said = lines[i].Trim();
            if (said.Length == 0) section?.GoOn("");
            if (said.Length == 0 || said[0] is '#' or ';') continue;
            var at = lines[i].Length - lines[i].TrimStart().Length;
            if (at > indent && section?.GoOn(said) == true) continue;
            indent = at;
            if (said[0] == '[') section = Open(said, i + 1);
            else if (section is not null) section.Add(said, i + 1);
            else throw Wrong(i + 1, "stands before any [profile]");
        }
    }

    private ProfileSection Open(string said, int line)
    {
        var name = HeadOf(said);
        // What follows a head that is none belongs to no section that anyone can name.
        if (name is null) return new ProfileSection("", line);
        if (_sections.TryGetValue(name, out var known)) known.Defect ??= (line, $"is a second [{name}]");
        else _sections[name] = known = new ProfileSection(name, line);
        return known;
    }

    private static string? HeadOf(string said)
    {
        var (first, last) = (said.IndexOf(']', StringComparison.Ordinal), said.LastIndexOf(']'));
        if (last <= 1) return null;
        var after = said[(first + 1)..].TrimStart();
        return first > 1 && after is "" or ['#' or ';', ..] ? said[1..first] : said[1..last];
    }
}
