using System.Runtime.CompilerServices;

namespace Runbooks.Engine.Tests.Status;

/// <summary>Compares with what a file says should come out. <c>UPDATE_EXPECTED=1</c> writes the files anew, for a person to look through.</summary>
internal static class Expected
{
    /// <param name="file">Beside the test's source, from there.</param>
    public static void Is(string file, string actual, [CallerFilePath] string test = "")
    {
        var path = Path.Combine(Path.GetDirectoryName(test)!, file);
        if (Environment.GetEnvironmentVariable("UPDATE_EXPECTED") == "1") File.WriteAllText(path, actual);
        Assert.True(File.Exists(path), $"{path} is missing");
        Assert.Equal(File.ReadAllText(path), actual);
    }

    /// <summary>The names of the cases in a folder beside the test's source: its YAML files.</summary>
    public static IEnumerable<string> Cases(string folder, [CallerFilePath] string test = "") =>
        Directory.EnumerateFiles(Path.Combine(Path.GetDirectoryName(test)!, folder), "*.yaml")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);

    public static string PathOf(string file, [CallerFilePath] string test = "") => Path.Combine(Path.GetDirectoryName(test)!, file);
}
