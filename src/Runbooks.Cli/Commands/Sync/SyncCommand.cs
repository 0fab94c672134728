using System.CommandLine;

namespace Runbooks.Cli.Commands.Sync;

/// <summary>How many may hold the semaphores of <c>synchronization</c>.</summary>
internal sealed class SyncCommand : Command
{
    public SyncCommand(Shell shell) : base("sync", "Show and change how many may hold a semaphore")
    {
        Add(new SyncLimitCommand(shell, "create", "Say how many may hold a new semaphore", takesLimit: true, async (limits, wanted) =>
            await limits.CreateAsync(wanted.Namespace, wanted.Key, wanted.Limit) ? wanted : throw CommandException.BadInput($"there is a limit '{wanted.Key}' in namespace '{wanted.Namespace}' already; to change it: runbooks sync update")));
        Add(new SyncLimitCommand(shell, "get", "Show how many may hold a semaphore", takesLimit: false, async (limits, wanted) =>
            await limits.FindAsync(wanted.Namespace, wanted.Key) is { } limit ? wanted with { Limit = limit } : throw Missing(wanted)));
        Add(new SyncLimitCommand(shell, "update", "Change how many may hold a semaphore", takesLimit: true, async (limits, wanted) =>
            await limits.UpdateAsync(wanted.Namespace, wanted.Key, wanted.Limit) ? wanted : throw Missing(wanted)));
        Add(new SyncLimitCommand(shell, "delete", "Forget how many may hold a semaphore", takesLimit: false, async (limits, wanted) =>
            await limits.DeleteAsync(wanted.Namespace, wanted.Key) ? wanted : throw Missing(wanted)));
    }

    private static CommandException Missing(SyncLimit wanted) =>
        CommandException.BadInput($"there is no limit '{wanted.Key}' in namespace '{wanted.Namespace}'; to make one: runbooks sync create");
}
