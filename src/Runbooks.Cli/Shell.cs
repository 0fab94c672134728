using System.Text;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli;

/// <summary>What the process was started in. A test gives its own.</summary>
internal sealed record Shell
{
    public required Func<TextReader> In { get; init; }
    public required TextWriter Out { get; init; }
    public required TextWriter Error { get; init; }

    /// <summary>Standard output is a terminal, and not a dumb one.</summary>
    public required bool OutIsTerminal { get; init; }

    public required bool ErrorIsTerminal { get; init; }
    public required IReadOnlyDictionary<string, string> Environment { get; init; }
    public required TimeProvider Time { get; init; }

    /// <summary>Who asks: stands in the history of a run that something is asked of.</summary>
    public string User { get; init; } = System.Environment.UserName;

    public static Shell OfProcess()
    {
        // Symbols and tree lines are no ASCII; a Windows console would show question marks.
        if (OperatingSystem.IsWindows()) Console.OutputEncoding = Encoding.UTF8;
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (System.Collections.DictionaryEntry variable in System.Environment.GetEnvironmentVariables()) environment[(string)variable.Key] = (string?)variable.Value ?? "";
        var dumb = environment.GetValueOrDefault("TERM") == "dumb";
        return new Shell
        {
            // Merely to look at Console.In changes the modes of a terminal.
            In = () => Console.In,
            Out = Utf8(Console.OpenStandardOutput()),
            Error = Utf8(Console.OpenStandardError()),
            OutIsTerminal = !Console.IsOutputRedirected && !dumb,
            ErrorIsTerminal = !Console.IsErrorRedirected && !dumb,
            Environment = environment,
            Time = TimeProvider.System,
        };
    }

    /// <summary>Not <see cref="Console.Out"/>: to make that takes a terminal's description and its modes, which most commands have no use for.</summary>
    private static TextWriter Utf8(Stream stream) => TextWriter.Synchronized(new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false)) { AutoFlush = true });

    /// <summary>A variable that is set to more than nothing, or null.</summary>
    public string? Variable(string name) => Environment.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;

    public Terminal OpenOut() => new(Out, OutIsTerminal, Environment);

    public Terminal OpenError() => new(Error, ErrorIsTerminal, Environment);
}
