using System.CommandLine;
using Runbooks.Cli.Output;

namespace Runbooks.Cli.Options;

/// <summary>Where runs and logs are kept: <c>--data</c>, else <c>RUNBOOKS_DATA</c>, else the XDG data folder.</summary>
internal sealed class DataOption : Option<string>
{
    public DataOption(Shell shell) : base("--data")
    {
        Description = "Where runs and their logs are kept. Default: $RUNBOOKS_DATA, else ~/.local/share/runbooks";
        HelpName = "DIR";
        DefaultValueFactory = _ => Default(shell);
        Validators.Add(given =>
        {
            if (given.Tokens is [{ Value: "" }]) given.AddError("--data needs a folder");
        });
    }

    /// <summary>For commands about the same folder.</summary>
    public CommandHints Hints(ParseResult parse) => new(IsGiven(parse) ? parse.GetRequiredValue(this) : null);

    /// <summary>The folder stood on the command line.</summary>
    public bool IsGiven(ParseResult parse) => parse.GetResult(this) is { Implicit: false };

    private static string Default(Shell shell)
    {
        if (shell.Variable("RUNBOOKS_DATA") is { } data) return data;
        // XDG: a path that isn't absolute is to be ignored.
        var shared = shell.Variable("XDG_DATA_HOME") is { } xdg && Path.IsPathRooted(xdg)
            ? xdg
            : Path.Combine(shell.Variable("HOME") ?? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local", "share");
        return Path.Combine(shared, "runbooks");
    }
}
