namespace Runbooks.Engine.Tests.Runs;

/// <summary>The decider, held to the text files in <c>Cases</c>.</summary>
public class CaseTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Runs", "Cases");

    public static TheoryData<string> Files => new(
        Directory.EnumerateFiles(Folder, "*.txt", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Files))]
    public void A_run_becomes_what_its_case_says(string file)
    {
        var run = Read(file);

        Check(run, run.Script.Play(run.Submit(), isInterrupted: false));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_run_becomes_the_same_if_its_process_dies_after_every_decision(string file)
    {
        var run = Read(file);

        Check(run, run.Script.Play(run.Submit(), isInterrupted: true));
    }

    private static CaseFile Read(string file) => CaseFile.Parse(File.ReadAllText(Path.Combine(Folder, file)));

    private static void Check(CaseFile run, RunHistory history)
    {
        var expected = NodeTree.Normal(run.Expected);
        var actual = NodeTree.Of(history.State, run.Expected);
        Assert.True(expected == actual, $"Expected:\n{expected}\n\nActual:\n{actual}");
        if (run.Measured is { } measured) Assert.Equal(measured, history.Measured);
        if (run.Kept is { } kept) Assert.Equal(kept, history.Kept);
    }
}
