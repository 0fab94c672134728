using System.CommandLine;

namespace Runbooks.Cli.Options;

/// <summary><c>-o FORMAT</c>: the first format is the default.</summary>
internal sealed class OutputOption : Option<string>
{
    public OutputOption(params string[] formats) : base("--output", "-o")
    {
        Description = "How to print it";
        DefaultValueFactory = _ => formats[0];
        AcceptOnlyFromAmong(formats);
    }
}
