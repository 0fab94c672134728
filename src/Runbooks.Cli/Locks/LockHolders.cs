using Runbooks.Cli.Storage;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;

namespace Runbooks.Cli.Locks;

/// <summary>Says of a run that waits for locks who holds them: a run that was left keeps its locks, and someone has to go on with it.</summary>
internal static class LockHolders
{
    private const int MostHolders = 10;

    public static void Tell(RunState run, DataFolder data, Shell shell)
    {
        if (run.IsFinished) return;
        var awaited = run.Nodes.Where(node => !node.IsFinished).Select(node => node.WaitingFor).Append(run.WaitingFor).OfType<LockName>().Distinct();
        foreach (var name in awaited) Tell(name, run, data, shell);
    }

    private static void Tell(LockName name, RunState run, DataFolder data, Shell shell)
    {
        // A run that holds a lock more than once is named once.
        var holders = data.Runs.Locks.Holders(name).Select(holder => holder.Split('/')[0]).Distinct().ToList();
        if (holders.Count == 0) return;
        var shown = holders.Take(MostHolders).Select(holder => holder == run.Run.Id ? "this run" : Holder(holder, data));
        shell.Error.WriteLine($"{name} is held by {string.Join(", ", shown)}{(holders.Count > MostHolders ? $" and {holders.Count - MostHolders} more" : "")}");
    }

    private static string Holder(string runId, DataFolder data)
    {
        if (data.Runs.Find(runId) is not { } holder) return runId;
        return data.Runs.OwnerOf(runId) is not null ? holder.Name : $"{holder.Name}, with which no process goes on now (runbooks run --resume {holder.Name})";
    }
}
