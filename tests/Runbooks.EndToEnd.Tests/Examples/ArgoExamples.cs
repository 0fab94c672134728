using System.Text.RegularExpressions;

namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>Argo's own example manifests, where RUNBOOKS_CONFORMANCE names a folder with them; tests are skipped without.</summary>
internal static partial class ArgoExamples
{
    public static string? Folder { get; } =
        Environment.GetEnvironmentVariable("RUNBOOKS_CONFORMANCE") is { Length: > 0 } folder && Directory.Exists(folder) ? Path.Combine(folder, "argo-examples") : null;

    /// <summary>Skips the test where they aren't.</summary>
    public static string FolderOrSkip()
    {
        Assert.SkipWhen(Folder is null, "RUNBOOKS_CONFORMANCE does not name the folder with Argo's examples");
        return Folder;
    }

    public static IEnumerable<string> Manifests(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder, file)).Order(StringComparer.Ordinal);

    /// <summary>The lines of a table beside the tests, without empty ones and comments.</summary>
    public static IEnumerable<string> Lines(string table) =>
        File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Examples", table)).Select(line => line.TrimEnd()).Where(line => line.Length > 0 && line[0] != '#');

    /// <summary>Two blanks or more stand between columns; the last column may be missing.</summary>
    public static string[] Columns(string line, int count)
    {
        var columns = BetweenColumns().Split(line, count);
        return [.. columns, .. Enumerable.Repeat("", count - columns.Length)];
    }

    [GeneratedRegex(" {2,}")]
    private static partial Regex BetweenColumns();
}
