using Runbooks.Engine.Lint;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Lint;

/// <summary>Each <c>Cases/*.yaml</c> has a file of the same name with what lint must find in it, one finding a line; nothing for a valid one.</summary>
public class Cases
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Lint", "Cases");

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Folder, "*.yaml", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void Lint_finds_what_the_case_says(string file)
    {
        var path = Path.Combine(Folder, file);

        var reading = StandIns.Language.Read(file, File.ReadAllBytes(path));

        var expected = File.ReadAllText(Path.ChangeExtension(path, ".findings")).Trim().ReplaceLineEndings("\n");
        var found = string.Join('\n', reading.Findings.Select(Line));
        Assert.True(expected == found, $"Expected:\n{expected}\n\nFound:\n{found}");
        if (reading.HasErrors) return;
        Assert.NotEmpty(reading.Documents);
    }

    private static string Line(Finding finding) =>
        $"{finding.Line}:{finding.Column} {(finding.Severity == Severity.Error ? "error" : "warning")} {finding.Rule}: {finding.Message}";
}
