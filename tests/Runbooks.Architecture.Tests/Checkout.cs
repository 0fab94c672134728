namespace Runbooks.Architecture.Tests;

/// <summary>The checkout that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Runbooks.sln")) ? folder : Find(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("not in a checkout"));
}
