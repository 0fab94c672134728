namespace Runbooks.EndToEnd.Tests.Examples;

/// <summary>A row of <c>runs.txt</c>.</summary>
/// <param name="Place"><c>process</c>, <c>cluster</c>, or <c>-</c> if it is not run.</param>
/// <param name="Phase">That it must end in, <c>refused</c>, or <c>-</c>.</param>
internal sealed record ExampleRun(string Manifest, string Place, string Phase)
{
    private const string Arrow = " => ";

    /// <summary>What is put in place of parts of the manifest, in order.</summary>
    public List<(string Text, string By)> Replacements { get; } = [];

    /// <summary>More of the command line.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>A script that has ended when the run begins.</summary>
    public string? Before { get; private set; }

    /// <summary>A script that goes on beside the run.</summary>
    public string? Meanwhile { get; private set; }

    /// <summary>What must be among what the program prints.</summary>
    public string Says { get; private set; } = "";

    public static IReadOnlyList<ExampleRun> Table { get; } = Read();

    private static List<ExampleRun> Read()
    {
        var runs = new List<ExampleRun>();
        foreach (var line in ArgoExamples.Lines("runs.txt"))
        {
            if (line[0] == ' ') runs[^1].Add(line.Trim());
            else runs.Add(ArgoExamples.Columns(line, 4) is [var manifest, var place, var phase, _] ? new ExampleRun(manifest, place, phase) : throw new FormatException(line));
        }
        return runs;
    }

    private void Add(string line)
    {
        var (key, value) = line.IndexOf(' ', StringComparison.Ordinal) is > 0 and var end ? (line[..end], line[(end + 1)..]) : (line, "");
        switch (key)
        {
            case "replace" when value.Split(Arrow) is [var text, var by]: Replacements.Add((text, by)); break;
            case "with": Arguments.AddRange(value.Split(' ')); break;
            case "before": Before = value; break;
            case "meanwhile": Meanwhile = value; break;
            case "says": Says = value; break;
            default: throw new FormatException($"{Manifest}: {line}");
        }
    }
}
