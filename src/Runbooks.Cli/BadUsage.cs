using System.CommandLine;
using Runbooks.Cli.Terminals;
using Runbooks.Schemas;

namespace Runbooks.Cli;

/// <summary>Says what is wrong with a command line, in a line or two: the whole help would push it out of sight.</summary>
internal static class BadUsage
{
    public static int Report(ParseResult parse, Shell shell)
    {
        var command = parse.CommandResult.Command;
        string[] lines = parse.UnmatchedTokens.Count > 0
            ? [.. parse.UnmatchedTokens.Select(token => Unknown(token, command))]
            : [.. parse.Errors.Select(error => Printable.Line(error.Message)).Distinct()];
        foreach (var line in lines) shell.Error.WriteLine($"error: {line}");
        shell.Error.WriteLine($"See: runbooks {PathOf(command)}--help");
        return ExitCode.BadInput;
    }

    private static string PathOf(Command command) =>
        command is RootCommand ? "" : $"{string.Concat(command.Parents.OfType<Command>().Select(PathOf))}{command.Name} ";

    private static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-')) return $"unknown option '{token}'{DidYouMean.Hint(token, command.Options.Select(option => option.Name))}";
        return command.Subcommands.Count > 0
            ? $"unknown command '{token}'{DidYouMean.Hint(token, command.Subcommands.Select(sub => sub.Name))}"
            : $"'{token}' is one argument too many";
    }
}
