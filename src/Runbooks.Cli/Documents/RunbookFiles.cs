namespace Runbooks.Cli.Documents;

/// <summary>The files that a user means by names of files and folders.</summary>
internal static class RunbookFiles
{
    private static readonly string[] Extensions = [".yaml", ".yml", ".json"];

    private static readonly EnumerationOptions Deep = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.System,
        MaxRecursionDepth = 64,
    };

    /// <summary>A file as it is; of a folder, all YAML and JSON files below it, in order of their names; hidden ones are left out.</summary>
    /// <exception cref="CommandException">A folder has none, or is not readable.</exception>
    public static List<string> In(IEnumerable<string> names) => [.. names.SelectMany(name => Directory.Exists(name) ? InFolder(name) : [name]).Distinct()];

    private static List<string> InFolder(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*", Deep)
            .Where(file => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase))
            .Order(StringComparer.Ordinal)
            .ToList();
        return files.Count > 0 ? files : throw CommandException.BadInput($"there are no YAML or JSON files in {folder}");
    }
}
