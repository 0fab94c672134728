using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using Runbooks.Cli.Commands;
using Runbooks.Cli.Terminals;
using Runbooks.Server.Storage;

namespace Runbooks.Cli;

/// <summary>All commands, and the one place where what goes wrong becomes a line on standard error and an exit code.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(IReadOnlyList<string> args, Shell shell, CancellationToken cancellation = default)
    {
        // No response files: @latest is a run.
        var parse = Root(shell, args.Count > 0 ? args[0] : null).Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        var configuration = new InvocationConfiguration
        {
            Output = shell.Out,
            Error = shell.Error,
            EnableDefaultExceptionHandler = false,
            // See Interrupts.
            ProcessTerminationTimeout = null,
        };
        try
        {
            return parse.Action is ParseErrorAction || BadUsage.OptionsTakenForArguments(parse).Count > 0 ? BadUsage.Report(parse, shell) : await parse.InvokeAsync(configuration, cancellation);
        }
        catch (CommandException refused)
        {
            shell.Error.WriteLine($"error: {Printable.Text(refused.Message)}");
            return refused.ExitCode;
        }
        catch (RunDeletedException deleted)
        {
            shell.Error.WriteLine($"error: {deleted.Message}");
            return ExitCode.BadInput;
        }
        catch (StoreException unusable)
        {
            shell.Error.WriteLine($"error: can't use the data folder: {unusable.Message}");
            return ExitCode.Unreachable;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception unexpected)
        {
            return Unexpected(unexpected, shell);
        }
    }

    /// <summary>Named first, a command is made alone: to make all of them takes longer than most of what they do.</summary>
    private static RootCommand Root(Shell shell, string? first)
    {
        var root = new RootCommand("Runs operations runbooks written in Argo Workflows format.");
        if (first is not null && RunbooksCommands.ByName.TryGetValue(first, out var named)) root.Add(named(shell));
        else
            foreach (var make in RunbooksCommands.ByName.Values) root.Add(make(shell));
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = root.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }

    private static int Unexpected(Exception unexpected, Shell shell)
    {
        if (shell.Variable("RUNBOOKS_DEBUG") is not null) shell.Error.WriteLine(unexpected);
        else shell.Error.WriteLine($"error: unexpected {unexpected.GetType().Name}: {unexpected.Message} (set RUNBOOKS_DEBUG=1 for the details)");
        return ExitCode.Unexpected;
    }
}
