namespace Runbooks.Cli;

/// <summary>A command can't do what it was asked for, for a reason its user can act on. Printed as it is, without a stack trace.</summary>
internal sealed class CommandException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CommandException BadInput(string message) => new(Cli.ExitCode.BadInput, message);

    public static CommandException Unreachable(string message) => new(Cli.ExitCode.Unreachable, message);
}
