using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>What lint says of each of Argo's examples, with the whole folder as the documents that are known: the rows of <c>lint.txt</c>.</summary>
public sealed class LintTableTests(LintTableTests.WholeFolder folder) : IClassFixture<LintTableTests.WholeFolder>
{
    public static TheoryData<string, string> Rows =>
        new(ArgoExamples.Lines("lint.txt").Select(line => ArgoExamples.Columns(line, 3)).Select(row => (row[0], row[1])));

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Lint_says_of_an_example_what_the_table_says(string manifest, string verdict)
    {
        var errors = (await folder.FindingsAsync())[manifest].Where(finding => finding.Severity == "error").ToList();

        var found = string.Join(',', errors.Select(error => error.Rule).Distinct().Order().DefaultIfEmpty("valid"));
        Assert.True(verdict == found, $"{manifest} should be {verdict} and is {found}\n{string.Join('\n', errors)}");
    }

    [Fact]
    public void The_table_has_a_row_for_each_example() =>
        Assert.Equal(ArgoExamples.Manifests(ArgoExamples.FolderOrSkip()), Rows.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    internal sealed record Finding(string Severity, string Rule, string Text)
    {
        public override string ToString() => Text;
    }

    /// <summary>Linted once for all rows.</summary>
    public sealed class WholeFolder
    {
        private readonly Lazy<Task<ILookup<string, Finding>>> _findings = new(LintAsync);

        internal Task<ILookup<string, Finding>> FindingsAsync() => _findings.Value;

        private static async Task<ILookup<string, Finding>> LintAsync()
        {
            var folder = ArgoExamples.FolderOrSkip();
            using var program = new RunbooksProgram();
            var findings = (await program.RunAsync("lint", folder, "-o", "json")).Json.AsArray();
            return findings.ToLookup(
                finding => Path.GetRelativePath(folder, (string)finding!["file"]!),
                finding => new Finding((string)finding!["severity"]!, (string)finding["rule"]!, $"{finding["line"]}:{finding["column"]} {finding["rule"]}: {finding["message"]}"));
        }
    }
}
