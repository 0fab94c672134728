using System.Collections.Immutable;
using Runbooks.Providers.Sandbox.Query;

namespace Runbooks.Providers.Sandbox.Ec2;

/// <summary>CreateTags, DeleteTags, DescribeTags, on instances.</summary>
internal static class Tags
{
    private const int MinPage = 5;
    private const int MaxPerResource = 50;
    private const int MaxKeyLength = 128;
    private const int MaxValueLength = 256;

    private static readonly FilterTable<Tagged> Table = new FilterTable<Tagged>()
        .Tag((tag, key) => tag.Key == key ? tag.Value : null)
        .One("key", tag => tag.Key)
        .One("tag-key", tag => tag.Key)
        .One("value", tag => tag.Value)
        .One("tag-value", tag => tag.Value)
        .One("resource-id", tag => tag.ResourceId)
        .One("resource-type", _ => "instance");

    public static Answer CreateTags(Call call)
    {
        var given = Read(call.Parameters);
        if (given.Count == 0)
            throw AwsErrorException.Missing("Tag");
        return Change(call, tags => Merge(tags, given));
    }

    public static Answer DeleteTags(Call call)
    {
        var named = call.Parameters["Tag"].Items().Select(tag => (Key: tag.Required("Key"), Value: tag.Text("Value"))).ToList();
        return Change(call, tags => named.Count == 0
            ? Instance.NoTags
            : named.Where(tag => tag.Value is null || tags.GetValueOrDefault(tag.Key) == tag.Value)
                .Aggregate(tags, (left, tag) => left.Remove(tag.Key)));
    }

    public static Answer DescribeTags(Call call)
    {
        var page = Page.Read(call.Parameters, "DescribeTags", MinPage);
        var filters = Filters<Tagged>.Read(call.Parameters, Table);
        var (found, nextToken) = page.Take(All(call), tag => filters.Match(tag) ? tag : null);
        call.StopHereOnDryRun();
        return xml =>
        {
            xml.Items("tagSet", found, static (item, tag) =>
            {
                item.Text("resourceId", tag.ResourceId);
                item.Text("resourceType", "instance");
                item.Text("key", tag.Key);
                item.Text("value", tag.Value);
            });
            xml.Text("nextToken", nextToken);
        };
    }

    /// <summary>The <c>Tag.N.Key</c> and <c>Tag.N.Value</c> below a node, checked.</summary>
    public static Dictionary<string, string> Read(QueryTree parent)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in parent["Tag"].Items())
        {
            var (key, value) = (tag.Required("Key"), tag.Text("Value") ?? "");
            if (key.StartsWith("aws:", StringComparison.OrdinalIgnoreCase))
                throw AwsErrorException.Invalid($"Tag keys starting with 'aws:' are reserved for internal use: '{key}'");
            if (key.Length > MaxKeyLength || value.Length > MaxValueLength)
            {
                throw AwsErrorException.Invalid(
                    $"Tag key '{key}' or its value is too long: a key has at most {MaxKeyLength} characters, a value {MaxValueLength}.");
            }

            if (!tags.TryAdd(key, value))
                throw AwsErrorException.Invalid($"Duplicate tag key '{key}' specified.");
        }

        return tags;
    }

    public static ImmutableSortedDictionary<string, string> Merge(
        ImmutableSortedDictionary<string, string> tags, Dictionary<string, string> given)
    {
        var merged = tags.SetItems(given);
        return merged.Count <= MaxPerResource
            ? merged
            : throw new AwsErrorException("TagLimitExceeded", $"The maximum number of tags on a resource is {MaxPerResource}.");
    }

    private static Answer Change(Call call, Func<ImmutableSortedDictionary<string, string>, ImmutableSortedDictionary<string, string>> change)
    {
        var ids = call.Parameters.Texts("ResourceId");
        if (ids.Count == 0)
            throw AwsErrorException.Missing("ResourceIdSet");
        if (ids.FirstOrDefault(id => !id.StartsWith("i-", StringComparison.Ordinal)) is { } other)
            throw new AwsErrorException("InvalidID", $"The ID '{other}' is not valid (the sandbox has tags on instances only)");

        var region = call.Region;
        lock (region.Gate)
        {
            var changed = region.Require(ids, call.Now).Select(instance => instance with { Tags = change(instance.Tags) }).ToList();
            call.StopHereOnDryRun();
            changed.ForEach(region.Put);
        }

        return xml => xml.Flag("return", true);
    }

    private static List<Tagged> All(Call call)
    {
        var region = call.Region;
        lock (region.Gate)
        {
            return [.. region.All(call.Now)
                .SelectMany(instance => instance.Tags.Select(tag => new Tagged(instance.Id, tag.Key, tag.Value)))];
        }
    }

    private sealed record Tagged(string ResourceId, string Key, string Value);
}
