using Spectre.Console;

namespace Runbooks.Cli.Terminals;

/// <summary>Where a command's output goes. Colours, repainting and a width are there only if that is a terminal.</summary>
internal sealed class Terminal
{
    private readonly IAnsiConsole _console;

    public Terminal(TextWriter output, bool interactive, IReadOnlyDictionary<string, string>? environment = null)
    {
        Out = output;
        IsInteractive = interactive;
        _console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = interactive ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = !interactive || environment?.ContainsKey("NO_COLOR") == true ? ColorSystemSupport.NoColors : ColorSystemSupport.Standard,
            Interactive = InteractionSupport.No,
            // They would switch colours on for some build servers, where the output is no terminal.
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
    }

    public TextWriter Out { get; }

    public bool IsInteractive { get; }

    public int Width => IsInteractive ? _console.Profile.Width : int.MaxValue;

    public int Height => IsInteractive ? _console.Profile.Height : int.MaxValue;

    public void Write(IReadOnlyList<Line> lines) => _console.Write(new Lines(lines));

    public void Write(Line line) => Write([line]);

    /// <summary>Writes lines over the last ones, in one write and without erasing first, so that nothing flickers.</summary>
    /// <param name="over">How many lines up the new ones begin.</param>
    public void Repaint(IReadOnlyList<Line> lines, int over) => _console.Write(new Repainting(lines, over));

    /// <summary>Takes the last lines away and shows the cursor again.</summary>
    public void Erase(int lines) => _console.Write(new ControlCode($"\e[{lines}F\e[J\e[?25h"));
}
