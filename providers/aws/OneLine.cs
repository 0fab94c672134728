namespace Runbooks.Providers.Aws;

/// <summary>Messages of others, made fit for a node: no line breaks, and an end.</summary>
internal static class OneLine
{
    private const int MaxLength = 2_000;

    public static string Of(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= MaxLength ? line : line[..MaxLength] + "…";
    }
}
