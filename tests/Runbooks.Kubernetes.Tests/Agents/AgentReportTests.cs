using Runbooks.Kubernetes.Agents;

namespace Runbooks.Kubernetes.Tests.Agents;

public class AgentReportTests
{
    [Fact]
    public async Task Values_are_decoded_and_absent_files_are_left_out()
    {
        var report = await ParseAsync("region value ZXUtd2VzdC0xCg==\ncount absent\n- value aGVsbG8K\nend\n");

        Assert.Equal([KeyValuePair.Create("region", "eu-west-1\n")], report.Files);
        Assert.Equal(("hello\n", null), (report.StandardOutput, report.Mistake));
    }

    [Fact]
    public async Task An_error_names_its_parameter() =>
        Assert.Equal("output parameter 'count': /tmp is a directory", (await ParseAsync("count error /tmp is a directory\nend\n")).Mistake);

    [Fact]
    public async Task An_empty_file_is_an_empty_value() => Assert.Equal("", (await ParseAsync("a value \nend\n")).Files["a"]);

    [Fact]
    public async Task A_report_that_is_cut_short_is_not_believed() =>
        await Assert.ThrowsAsync<EndOfStreamException>(() => ParseAsync("region value ZXUtd2VzdC0xCg==\n"));

    private static Task<AgentReport> ParseAsync(string text) => AgentReport.ParseAsync(new StringReader(text), CancellationToken.None);
}
