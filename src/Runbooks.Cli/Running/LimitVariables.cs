using System.Globalization;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Running;

/// <summary>The bounds of a run, as the environment sets them: <c>RUNBOOKS_MAX_NODES</c> and <c>RUNBOOKS_MAX_DEPTH</c>.</summary>
internal static class LimitVariables
{
    /// <exception cref="CommandException">One of them is no number from 1 on.</exception>
    public static RunLimits Read(Shell shell) => new()
    {
        Nodes = Number(shell, "RUNBOOKS_MAX_NODES") ?? RunLimits.Default.Nodes,
        Depth = Number(shell, "RUNBOOKS_MAX_DEPTH") ?? RunLimits.Default.Depth,
    };

    private static int? Number(Shell shell, string variable) =>
        shell.Variable(variable) is not { Length: > 0 } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 100_000_000 ? number
        : throw CommandException.BadInput($"{variable}: '{text}' is no number from 1 to 100000000");
}
