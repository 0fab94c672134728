using Runbooks.EndToEnd.Tests.Cluster;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Docs;

/// <summary>Every command in the documentation is run as it stands, page by page, in one shell: what a reader types works.</summary>
[Collection(ClusterCollection.Name)]
public sealed class DocsTests
{
    /// <summary>The account that the pages talk to.</summary>
    private const string Region = "eu-north-1";

    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/cli.md")]
    [InlineData("docs/expressions.md")]
    [InlineData("docs/quick-start.md")]
    public async Task The_commands_of_a_page_work(string name)
    {
        var page = Page.Read(name);
        Assert.NotEmpty(page.Commands);
        using var program = new RunbooksProgram();
        await using var account = page.Commands.Any(NeedsCluster) ? await Account.OpenAsync(program, Region) : null;

        var run = await program.BashAsync(Preamble + string.Join('\n', page.Commands.Where(command => !IsThisRun(command))));

        run.ShouldExit(0);
        if (account is not null) Assert.All(await account.StatesAsync(), state => Assert.Equal("stopped", state));
    }

    /// <summary>The executable is built already, and with the same commands; building it again would only take time.</summary>
    private const string Preamble = """
        set -euo pipefail
        dotnet() { case $1 in run) shift 4; runbooks "$@";; build|publish) ;; *) exit 9;; esac; }

        """;

    /// <summary>Running all tests from within a test would never end.</summary>
    private static bool IsThisRun(string command) => command == "tests/run";

    private static bool NeedsCluster(string command) => command.StartsWith("kubectl ", StringComparison.Ordinal);
}
