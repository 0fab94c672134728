namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>The filters of one Describe operation: name, and what of an item is compared.</summary>
internal sealed class FilterTable<T>
{
    private readonly Dictionary<string, Func<T, ValuePattern, bool>> _filters = new(StringComparer.Ordinal);
    private Func<T, string, string?>? _tag;

    /// <summary>Compares one text of the item; an item without it never matches.</summary>
    public FilterTable<T> One(string name, Func<T, string?> value)
    {
        _filters.Add(name, (item, pattern) => pattern.Matches(value(item)));
        return this;
    }

    /// <summary>Compares yes or no.</summary>
    public FilterTable<T> Flag(string name, Func<T, bool> value) => One(name, item => value(item) ? "true" : "false");

    /// <summary>Compares several texts of the item; one that matches is enough.</summary>
    public FilterTable<T> Any(string name, Func<T, IEnumerable<string>> values)
    {
        _filters.Add(name, (item, pattern) => values(item).Any(pattern.Matches));
        return this;
    }

    /// <summary>Allows <c>tag:KEY</c>.</summary>
    public FilterTable<T> Tag(Func<T, string, string?> valueOf)
    {
        _tag = valueOf;
        return this;
    }

    public Func<T, ValuePattern, bool>? Find(string name) => name.StartsWith("tag:", StringComparison.Ordinal) && _tag is { } tag
        ? (item, pattern) => pattern.Matches(tag(item, name["tag:".Length..]))
        : _filters.GetValueOrDefault(name);
}
