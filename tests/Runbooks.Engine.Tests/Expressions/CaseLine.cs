namespace Runbooks.Engine.Tests.Expressions;

/// <summary>One line of a case file: <c>expression ⇶ value</c>, or <c>expression ⇶ error: message</c>. Empty lines and those with a # in front say something to the reader.</summary>
public static class CaseLine
{
    private const string Arrow = " ⇶ ";

    public static IEnumerable<(string Expression, string Expected)> Read(string folder, string file)
    {
        foreach (var line in File.ReadLines(Path.Combine(AppContext.BaseDirectory, folder, "Cases", file)))
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal)) continue;
            var arrow = line.LastIndexOf(Arrow, StringComparison.Ordinal);
            Assert.True(arrow >= 0, $"{file} has a line without an arrow: {line}");
            yield return (line[..arrow], line[(arrow + Arrow.Length)..]);
        }
    }

    public static TheoryData<string> Files(string folder) =>
        new(Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, folder, "Cases"), "*.asv").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
}
