using Microsoft.Extensions.Time.Testing;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Cli.Watching;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Tests.Status;

namespace Runbooks.Cli.Tests.Tree;

/// <summary>Each file in Cases is a run; beside it stands what is to be seen of it.</summary>
public sealed class TreeTests
{
    private const int TerminalWidth = 80, TerminalHeight = 24;

    private readonly FakeTimeProvider _time = new(ScriptedRun.Begin.AddSeconds(100));

    public static TheoryData<string> Cases => [.. Expected.Cases("Cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Get_shows_everything(string name) =>
        Check(name, "get", run => RunReport.Full(run, _time));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Get_wide_adds_pods_and_hosts(string name) =>
        Check(name, "wide", run => RunReport.Full(run, _time, wide: true));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_ends_with_a_tree_that_fits_the_terminals_width(string name)
    {
        var lines = Check(name, "end", run => RunReport.Brief(run, _time, TerminalWidth));
        Assert.All(lines, line => Assert.True(Printable.Width(line.ToString()) <= TerminalWidth));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_live_frame_fits_the_terminal(string name)
    {
        var lines = Check(name, "live", run => LiveFrame.Of(run, _time, TerminalWidth, TerminalHeight));
        Assert.True(lines.Count < TerminalHeight);
        Assert.All(lines, line => Assert.True(Printable.Width(line.ToString()) <= TerminalWidth));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_a_pipe_each_change_is_a_line(string name)
    {
        var (run, events) = ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml"));
        var output = new StringWriter { NewLine = "\n" };
        new LineView(new Terminal(output, interactive: false)).Show(run, events);
        Expected.Is($"Cases/{name}.lines.txt", output.ToString());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 4)]
    [InlineData(30, 10)]
    public void A_frame_for_a_tiny_terminal_is_still_a_frame(int width, int height)
    {
        var (run, _) = ScriptedRun.Play(Expected.PathOf("Cases/long-loop.yaml"));
        var lines = LiveFrame.Of(run, _time, width, height);
        Assert.True(lines.Count <= Math.Max(1, height - 1));
        Assert.All(lines, line => Assert.True(Printable.Width(line.ToString()) <= Math.Max(width, "Status:              ✔ Succeeded".Length)));
    }

    private static List<Line> Check(string name, string what, Func<RunState, List<Line>> show)
    {
        var lines = show(ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml")).Run);
        Expected.Is($"Cases/{name}.{what}.txt", string.Concat(lines.Select(line => line + "\n")));
        return lines;
    }
}
