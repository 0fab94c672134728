using System.Text.Json.Nodes;

namespace Runbooks.Providers.Aws.Answers;

/// <summary>Fetches all pages of a listing and puts them together.</summary>
internal static class Paging
{
    public const string TokenName = "NextToken";

    private const int MaxPages = 1_000;

    /// <param name="maxItems">The bound on the items of all lists together.</param>
    /// <param name="fetchAsync">Fetches the page that a token stands for; the first time with none.</param>
    /// <returns>All pages as one, without a token.</returns>
    /// <exception cref="StepException">There is more than the bound.</exception>
    public static async Task<JsonObject> FetchAllAsync(int maxItems, Func<string?, Task<JsonObject>> fetchAsync)
    {
        var all = await fetchAsync(null);
        var last = "";
        for (var pages = 1; TakeToken(all) is { } token; pages++)
        {
            if (token == last) throw new StepException("the service gave the same NextToken twice in a row");
            if (pages >= MaxPages || Count(all) >= maxItems) throw TooMany(pages, maxItems);
            Append(await fetchAsync(last = token), all);
        }
        return Count(all) > maxItems ? throw TooMany(1, maxItems) : all;
    }

    private static string? TakeToken(JsonObject page) =>
        page.Remove(TokenName, out var token) && token?.GetValue<string>() is { Length: > 0 } text ? text : null;

    private static int Count(JsonObject page) => page.Sum(field => (field.Value as JsonArray)?.Count ?? 0);

    private static void Append(JsonObject page, JsonObject all)
    {
        foreach (var (name, value) in page.ToList())
        {
            page.Remove(name);
            if (value is JsonArray items && all[name] is JsonArray sofar)
                MoveItems(items, sofar);
            else if (name == TokenName || !all.ContainsKey(name))
                all[name] = value;
        }
    }

    private static void MoveItems(JsonArray from, JsonArray to)
    {
        var items = from.ToList();
        from.Clear();
        foreach (var item in items) to.Add(item);
    }

    private static StepException TooMany(int pages, int maxItems) => new(
        pages >= MaxPages
            ? $"there are more than {MaxPages} pages: ask for larger ones (MaxResults) or for less (Filters)"
            : $"there are more than {maxItems} items: ask for less (Filters) or raise maxItems; a query can't help, it sees only what was fetched");
}
