using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Cli.Watching;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Tests.Status;

namespace Runbooks.Cli.Tests.Tree;

/// <summary>Each file in Cases is a run; beside it stands what is to be seen of it.</summary>
public sealed partial class TreeTests
{
    private const int TerminalWidth = 80, TerminalHeight = 24;

    private readonly FakeTimeProvider _time = new(ScriptedRun.Begin.AddSeconds(100));

    public static TheoryData<string> Cases => [.. Expected.Cases("Cases")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Get_shows_everything(string name) =>
        Check(name, "get", run => new RunReport(run, _time).Full());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Get_wide_adds_pods_and_hosts(string name) =>
        Check(name, "wide", run => new RunReport(run, _time).Full(wide: true));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_ends_with_a_tree_that_fits_the_terminals_width(string name)
    {
        var lines = Check(name, "end", run => new RunReport(run, _time).Brief(TerminalWidth));
        Assert.All(lines, line => Assert.True(Printable.Width(line.ToString()) <= TerminalWidth));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_live_frame_fits_the_terminal(string name)
    {
        var lines = Check(name, "live", run => LiveFrame.Of(run, _time, new CommandHints(), TerminalWidth, TerminalHeight));
        Assert.True(lines.Count < TerminalHeight);
        Assert.All(lines, line => Assert.True(Printable.Width(line.ToString()) <= TerminalWidth));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void In_a_pipe_each_change_is_a_line(string name)
    {
        var (run, events) = ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml"));
        var output = new StringWriter { NewLine = "\n" };
        new LineView(new Terminal(output, interactive: false), new CommandHints()).Show(run, events);
        Expected.Is($"Cases/{name}.lines.txt", output.ToString());
    }

    public static TheoryData<string, int, int> Terminals =>
        [.. Expected.Cases("Cases").SelectMany(name => new[] { (1, 1), (10, 4), (20, 10), (31, 24), (40, 24), (59, 12), (60, 24), (100, 30), (200, 50) }.Select(size => (name, size.Item1, size.Item2)))];

    [Theory]
    [MemberData(nameof(Terminals))]
    public void On_a_terminal_of_any_size_no_line_is_too_long_and_no_word_is_garbled(string name, int width, int height)
    {
        var (run, _) = ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml"));
        var frame = LiveFrame.Of(run, _time, new CommandHints(), width, height);
        Assert.True(frame.Count <= Math.Max(1, height - 1));
        Assert.All(frame, line => Assert.True(Printable.Width(line.ToString()) <= width));
        foreach (var line in frame.Concat(width < 20 ? [] : new RunReport(run, _time).Brief(width, height)))
        {
            // Of a command, no word can be left out; below 20 columns, there is no room for words.
            Assert.True(Printable.Width(line.ToString()) <= width || Command().IsMatch(line.ToString()), $"'{line}' is wider than {width}");
            // A phase is whole, or its end is cut off: "Succeedednd" is neither.
            Assert.DoesNotMatch("Succeeded[a-z]|Failed[a-z]|Running[a-z]", line.ToString());
        }
    }

    [GeneratedRegex(@"runbooks|^      \S+( \\)?$")]
    private static partial Regex Command();

    private static List<Line> Check(string name, string what, Func<RunState, List<Line>> show)
    {
        var lines = show(ScriptedRun.Play(Expected.PathOf($"Cases/{name}.yaml")).Run);
        Expected.Is($"Cases/{name}.{what}.txt", string.Concat(lines.Select(line => line + "\n")));
        return lines;
    }
}
