
namespace Runbooks.Cli.Tests;

/// <summary>A user's shell in a folder of its own: what goes in, and what came out.</summary>
internal sealed class TestShell : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("runbooks-cli-test-");
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public string Input { get; init; } = "";

    /// <summary>What commands take for now; runs need the real time to go on.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>Writes a file into the folder.</summary>
    /// <returns>Its path.</returns>
    public string File(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Forgets what was printed before, and runs a command.</summary>
    public Task<int> RunAsync(params IReadOnlyList<string> args)
    {
        _out.GetStringBuilder().Clear();
        _error.GetStringBuilder().Clear();
        return CommandLine.RunAsync(args, new Shell
        {
            In = () => new StringReader(Input),
            Out = _out,
            Error = _error,
            OutIsTerminal = false,
            ErrorIsTerminal = false,
            Environment = new Dictionary<string, string> { ["RUNBOOKS_DATA"] = DataFolder },
            Time = Time,
        });
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
