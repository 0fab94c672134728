using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.BadInput;

/// <summary>
/// Bad runbooks, each a file in Cases: its first lines say how it is run, how the program must end, and what it must say.
/// </summary>
public sealed class BadInputTests
{
    private static string Folder => Path.Combine(AppContext.BaseDirectory, "BadInput", "Cases");

    public static TheoryData<string> Cases => [.. Directory.EnumerateFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)!).Order()];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Bad_input_ends_in_a_clear_error(string name)
    {
        var file = Path.Combine(Folder, $"{name}.yaml");
        var notes = File.ReadLines(file).TakeWhile(line => line.StartsWith("# ", StringComparison.Ordinal)).Select(line => line[2..].Split(':', 2)).ToLookup(note => note[0], note => note[1].Trim());
        using var program = new RunbooksProgram();

        var run = await program.RunAsync(["run", file, .. notes["runs"].Single().Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

        run.ShouldExit(int.Parse(notes["exit"].Single()));
        Assert.All(notes["says"], text => Assert.Contains(text, run.Output + run.Errors, StringComparison.Ordinal));
        Assert.DoesNotContain("   at Runbooks.", run.Output + run.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_over_the_limit_is_refused_unread()
    {
        using var program = new RunbooksProgram();

        var lint = await program.RunAsync("lint", program.Write("large.yaml", new string('a', 10_000_000)));

        Assert.Contains("large.yaml:1:1: error: the file is larger than 4,194,304 bytes", lint.ShouldExit(2).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_run_harms_no_other()
    {
        using var program = new RunbooksProgram();
        (await program.RunAsync("run", Path.Combine(Folder, "exit-code.yaml"), "--runtime", "process")).ShouldExit(1);

        (await program.RunAsync("run", Checkout.Runbook("hello-world.yaml"), "--runtime", "process")).ShouldExit(0);

        var list = (await program.RunAsync("list", "-o", "json")).ShouldExit(0).Json;
        Assert.Equal(["Succeeded", "Failed"], list["items"]!.AsArray().Select(run => (string?)run!["status"]!["phase"]));
    }
}
