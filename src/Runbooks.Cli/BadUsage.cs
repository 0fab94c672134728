using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Runbooks.Cli.Terminals;
using Runbooks.Schemas;

namespace Runbooks.Cli;

/// <summary>Says what is wrong with a command line, in a line or two: the whole help would push it out of sight.</summary>
internal static partial class BadUsage
{
    public static int Report(ParseResult parse, Shell shell)
    {
        var command = parse.CommandResult.Command;
        List<string> unknown = [.. parse.UnmatchedTokens, .. OptionsTakenForArguments(parse)];
        string[] lines = unknown.Count > 0
            // What stands behind an unknown command belongs to it.
            ? [.. unknown.Take(command.Subcommands.Count > 0 ? 1 : unknown.Count).Select(token => Unknown(token, command))]
            : [.. parse.Errors.Select(error => Printable.Line(error.Message)).Distinct()];
        foreach (var line in lines) shell.Error.WriteLine($"error: {line}");
        shell.Error.WriteLine($"See: runbooks {PathOf(command)}--help");
        return ExitCode.BadInput;
    }

    /// <summary>An argument takes any word, be it an option that there isn't. After <c>--</c> all words are arguments.</summary>
    public static IReadOnlyList<string> OptionsTakenForArguments(ParseResult parse) =>
        parse.Tokens.Any(token => token.Type == TokenType.DoubleDash) ? []
        :
        [
            .. parse.CommandResult.Children.OfType<ArgumentResult>()
                .SelectMany(argument => argument.Tokens).Select(token => token.Value).Where(word => LooksLikeOption().IsMatch(word)),
        ];

    private static string PathOf(Command command) =>
        command is RootCommand ? "" : $"{string.Concat(command.Parents.OfType<Command>().Select(PathOf))}{command.Name} ";

    private static string Unknown(string token, Command command)
    {
        if (token.StartsWith('-')) return $"unknown option '{token}'{DidYouMean.Hint(token, command.Options.Select(option => option.Name))}";
        return command.Subcommands.Count > 0
            ? $"unknown command '{token}'{CommandHint(token, command)}"
            : $"'{token}' is one argument too many";
    }

    private static string CommandHint(string token, Command command) =>
        command is RootCommand && Ours(token) is { } ours
            ? $"; did you mean '{ours}'?"
            : DidYouMean.Hint(token, command.Subcommands.Select(sub => sub.Name));

    /// <summary>What other tools call our commands; by its letters, the nearest command may be another one.</summary>
    private static string? Ours(string elsewhere) => elsewhere switch
    {
        "submit" or "start" or "create" or "apply" or "execute" => "run",
        "show" or "describe" or "status" => "get",
        "ls" or "ps" => "list",
        "log" => "logs",
        "cancel" or "abort" => "stop",
        "kill" => "terminate",
        "pause" => "suspend",
        "continue" or "approve" => "resume",
        "rerun" => "resubmit",
        "rm" or "remove" => "delete",
        "validate" or "check" => "lint",
        "help" => "--help",
        _ => null,
    };

    [GeneratedRegex("^--?[A-Za-z][A-Za-z-]*(=.*)?$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex LooksLikeOption();
}
