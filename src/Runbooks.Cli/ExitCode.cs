using Runbooks.Engine.Runs;

namespace Runbooks.Cli;

/// <summary>What the process says to the shell. The only place where these numbers are; <c>docs/cli.md</c> lists them for users.</summary>
internal static class ExitCode
{
    public const int Succeeded = 0;

    /// <summary>The run ended Failed or Error.</summary>
    public const int RunFailed = 1;

    /// <summary>The command line or the document is wrong, or names a file or a run that isn't there: nothing was started.</summary>
    public const int BadInput = 2;

    /// <summary>A cluster or the data folder, without which the command can't work, can't be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The time given to <c>wait</c> was over first; as timeout(1) has it.</summary>
    public const int TimedOut = 124;

    /// <summary>A mistake of ours (sysexits' EX_SOFTWARE).</summary>
    public const int Unexpected = 70;

    /// <summary>Ctrl+C, SIGTERM or SIGHUP, as shells count it. A run goes on with <c>--resume</c>.</summary>
    public const int Interrupted = 130;

    public static int Of(RunPhase ended) => ended == RunPhase.Succeeded ? Succeeded : RunFailed;
}
