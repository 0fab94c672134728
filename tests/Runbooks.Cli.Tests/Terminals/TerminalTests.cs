using Runbooks.Cli.Terminals;
using Spectre.Console;

namespace Runbooks.Cli.Tests.Terminals;

public sealed class TerminalTests : IDisposable
{
    private static readonly Line Green = new(Line.Piece("fine", Color.Green));

    private readonly StringWriter _output = new() { NewLine = "\n" };

    public void Dispose() => _output.Dispose();

    [Fact]
    public void A_terminal_gets_colours()
    {
        new Terminal(_output, interactive: true).Write(Green);
        Assert.Equal("\e[32mfine\e[0m\n", _output.ToString());
    }

    [Fact]
    public void A_pipe_gets_plain_text_of_any_length()
    {
        var line = new string('x', 1000);
        var terminal = new Terminal(_output, interactive: false);
        terminal.Write([Green, Line.Of(line)]);
        Assert.Equal($"fine\n{line}\n", _output.ToString());
    }

    [Fact]
    public void NO_COLOR_is_obeyed()
    {
        new Terminal(_output, interactive: true, new Dictionary<string, string> { ["NO_COLOR"] = "1" }).Write(Green);
        Assert.Equal("fine\n", _output.ToString());
    }

    [Fact]
    public void Repainting_begins_at_the_top_of_the_other_screen_and_clears_what_is_left_of_the_old_lines()
    {
        var terminal = new Terminal(_output, interactive: true);
        terminal.Repaint([Line.Of("first")], isFirst: true);
        Assert.Equal("\e[?1049h\e[?25l\e[?2026h\e[Hfirst\e[K\n\e[J\e[?2026l", _output.ToString());

        _output.GetStringBuilder().Clear();
        terminal.Repaint([Line.Of("next")], isFirst: false);
        Assert.Equal("\e[?2026h\e[Hnext\e[K\n\e[J\e[?2026l", _output.ToString());

        _output.GetStringBuilder().Clear();
        terminal.EndRepainting();
        Assert.Equal("\e[?1049l\e[?25h", _output.ToString());
    }
}
