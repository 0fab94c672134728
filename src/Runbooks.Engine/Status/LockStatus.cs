using System.Text.Json;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Locks;

namespace Runbooks.Engine.Status;

/// <summary>Argo's <c>synchronization</c>: which locks a run and its nodes hold, and which they wait for.</summary>
internal static class LockStatus
{
    /// <summary>Of the run and all its nodes; nothing, if none holds or awaits any.</summary>
    public static void Write(RunState run, Utf8JsonWriter json)
    {
        if (run.IsFinished) return;
        var owner = $"{run.Run.Namespace}/{run.Run.Name}";
        List<Hold> holds = [.. run.Locks.Select(name => new Hold(name, owner, run.WaitingFor is not null))];
        foreach (var node in run.Nodes.Where(node => !node.IsFinished))
            holds.AddRange(node.Locks.Select(name => new Hold(name, $"{owner}/{node.ArgoId}", node.WaitingFor is not null)));
        if (holds.Count == 0) return;
        json.WriteStartObject("synchronization");
        WriteKind("semaphore", [.. holds.Where(hold => !hold.Name.IsMutex)], json);
        WriteKind("mutex", [.. holds.Where(hold => hold.Name.IsMutex)], json);
        json.WriteEndObject();
    }

    /// <summary>Which lock a node waits for.</summary>
    public static void Write(Node node, Utf8JsonWriter json)
    {
        if (node.IsFinished || node.WaitingFor is not { } awaited) return;
        json.WriteStartObject("synchronizationStatus");
        json.WriteString("waiting", awaited.ToString());
        json.WriteEndObject();
    }

    private static void WriteKind(string kind, IReadOnlyList<Hold> holds, Utf8JsonWriter json)
    {
        if (holds.Count == 0) return;
        json.WriteStartObject(kind);
        WriteList(kind, "holding", holds.Where(hold => !hold.Waits), json);
        WriteList(kind, "waiting", holds.Where(hold => hold.Waits), json);
        json.WriteEndObject();
    }

    /// <summary>As in Argo, a mutex has one holder and a semaphore a list of them; who holds what is waited for is not known to the run.</summary>
    private static void WriteList(string kind, string state, IEnumerable<Hold> holds, Utf8JsonWriter json)
    {
        var locks = holds.GroupBy(hold => hold.Name.ToString(), hold => hold.Holder, StringComparer.Ordinal).ToList();
        if (locks.Count == 0) return;
        json.WriteStartArray(state);
        foreach (var held in locks)
        {
            json.WriteStartObject();
            json.WriteString(kind, held.Key);
            if (state == "holding") WriteHolders(kind, [.. held], json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteHolders(string kind, IReadOnlyList<string> holders, Utf8JsonWriter json)
    {
        if (kind == "mutex")
        {
            json.WriteString("holder", holders[0]);
            return;
        }
        json.WriteStartArray("holders");
        foreach (var holder in holders) json.WriteStringValue(holder);
        json.WriteEndArray();
    }

    private sealed record Hold(LockName Name, string Holder, bool Waits);
}
