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
    /// <param name="isFirst">What is on the terminal is put aside, until <see cref="EndRepainting"/>.</param>
    public void Repaint(IReadOnlyList<Line> lines, bool isFirst) => _console.Write(new Repainting(lines, isFirst));

    /// <summary>Shows again what there was before the first repainting, and the cursor.</summary>
    public void EndRepainting() => _console.Write(new ControlCode("\e[?1049l\e[?25h"));
}
