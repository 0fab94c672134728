namespace Runbooks.Providers.Aws.Credentials;

/// <summary>What stands below one head of a <see cref="ProfileFile"/>.</summary>
/// <param name="name">As between the brackets.</param>
/// <param name="line">Of its head, from 1.</param>
internal sealed class ProfileSection(string name, int line)
{
    private static readonly char[] Separators = ['=', ':'];

    private readonly Dictionary<string, List<string>> _values = new(StringComparer.Ordinal);
    private List<string>? _last;

    public string Name => name;

    public int Line => line;

    /// <summary>The first line that is wrong, and how; null if none is.</summary>
    public (int Line, string What)? Defect { get; set; }

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>The lines of a value, one below the other.</summary>
    public string? Find(string name) => _values.TryGetValue(name, out var lines) ? string.Join('\n', lines).TrimEnd() : null;

    /// <summary>What is indented below a name without a value: names and values of their own.</summary>
    public string? FindNested(string name, string inner) => Find(name) is not ['\n', ..] block ? null : block.Split('\n')
        .Select(line => line.Split('=', 2))
        .Where(pair => pair.Length == 2 && pair[0].Trim() == inner)
        .Select(pair => pair[1].Trim())
        .LastOrDefault();

    public void Add(string said, int at)
    {
        _last = null;
        var end = said.IndexOfAny(Separators);
        if (end <= 0)
        {
            Defect ??= (at, "is neither [profile] nor name = value");
            return;
        }
        var key = said[..end].TrimEnd().ToLowerInvariant();
        if (_values.ContainsKey(key)) Defect ??= (at, $"gives '{key}' a second time");
        _values[key] = _last = [said[(end + 1)..].Trim()];
    }

    /// <returns>False if there is no value to go on with.</returns>
    public bool GoOn(string said)
    {
        _last?.Add(said);
        return _last is not null;
    }
}
