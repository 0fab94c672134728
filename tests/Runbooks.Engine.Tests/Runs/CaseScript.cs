using System.Text.RegularExpressions;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>What the steps of a case do, in this order; the n-th line happens n seconds after the start.</summary>
internal sealed partial class CaseScript(string text, DateTimeOffset start)
{
    /// <param name="isInterrupted">The process dies and another goes on after every single decision.</param>
    public RunHistory Play(RunSubmitted submitted, bool isInterrupted)
    {
        var history = new RunHistory(submitted);
        history.Decide([], start);
        var at = start;
        foreach (var (line, details) in Lines())
        {
            if (isInterrupted) history.Resume(at);
            if (Pause().Match(line) is { Success: true } pause)
            {
                at += TimeSpan.FromSeconds(int.Parse(pause.Groups[1].Value));
                history.Decide([], at);
                continue;
            }
            at += TimeSpan.FromSeconds(1);
            if (RequestLine.TryResubmit(line, details, history, at) is { } made) (history = new RunHistory(made)).Decide([], at);
            else if (line.StartsWith("someone resubmits", StringComparison.Ordinal)) continue;
            else if (RequestLine.TryRead(line, details, at) is not { } request) Happen(line, details, history, at);
            else if (isInterrupted) history.Answer(request, at);
            else history.Decide([request], at);
            RequestLine.Check(line, details, history);
        }
        if (isInterrupted) history.Resume(at);
        return history;
    }

    private static void Happen(string line, IReadOnlyList<string> details, RunHistory history, DateTimeOffset at)
    {
        if (GateLine.TryRead(line, Outputs(details), history, at) is { } passed)
        {
            history.Decide([passed], at);
            return;
        }
        if (Resources().Match(line) is { Success: true } resources)
        {
            history.Decide([resources.Groups[1].Value == "cleared" ? new RunCleared(at, null) : new RunPrepared(at, resources.Groups["message"] is { Success: true } why ? why.Value : null)], at);
            return;
        }
        var match = Line().Match(line);
        if (!match.Success) throw new FormatException($"can't read '{line}': write 'NODE succeeds', 'NODE fails \"why\"', 'NODE errs \"why\"', 'NODE waits \"why\"', 'NODE runs \"how far\"', 'NODE is ready', 'NODE is gone', 'the run is prepared', 'the run is cleared', 'someone …', 'NODE gets its locks', 'NODE is (not) in the cache' or 'N seconds pass'");
        var (name, verb, message) = (match.Groups["node"].Value, match.Groups["verb"].Value, match.Groups["message"] is { Success: true } said ? said.Value : null);
        if (name == "everything else")
            while (history.OpenLeaves.FirstOrDefault() is { } next) history.Decide([Event(next, verb, message, details, history, at)], at);
        else
            history.Decide([Event(history.OpenLeaf(name), verb, message, details, history, at)], at);
    }

    private static RunEvent Event(Node node, string verb, string? message, IReadOnlyList<string> details, RunHistory history, DateTimeOffset at) => verb switch
    {
        "waits" => new NodeProgressed(at, node.Number, NodePhase.Pending, message, Detail(details, "host")),
        "runs" => new NodeProgressed(at, node.Number, NodePhase.Running, message, Detail(details, "host")) { Count = Detail(details, "count") },
        "is ready" => new NodeDaemoned(at, node.Number, Detail(details, "ip") ?? "10.0.0.1", Detail(details, "host")),
        "is gone" => history.Stopped(node, at),
        _ => LeafStep.Finish(node.Number, Filled(node, history), new StepOutcome(Phase(verb), message, Outputs(details)) { Call = Fate(details), IsTransient = Detail(details, "transient") is not null }, at),
    };

    private static CallFate? Fate(IReadOnlyList<string> details) => Detail(details, "call") switch
    {
        "made" => CallFate.Made,
        "unknown" => CallFate.Unknown,
        null => null,
        var other => throw new FormatException($"call = {other}: a call is made or unknown"),
    };

    /// <returns>Null if it can't be filled in: then the case says what becomes of the step all the same.</returns>
    private static Template? Filled(Node node, RunHistory history)
    {
        try
        {
            return LeafStep.Fill(history.State, node).Template;
        }
        catch (UnresolvedTagException)
        {
            return null;
        }
    }

    private static NodePhase Phase(string verb) => verb switch
    {
        "succeeds" => NodePhase.Succeeded,
        "fails" => NodePhase.Failed,
        _ => NodePhase.Error,
    };

    private static StepOutputs Outputs(IReadOnlyList<string> details) => new()
    {
        Result = Detail(details, "result"),
        ExitCode = Detail(details, "exit code"),
        Parameters = details.Where(detail => detail.StartsWith("out ", StringComparison.Ordinal)).Select(detail => detail[4..].Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim()),
    };

    private static string? Detail(IReadOnlyList<string> details, string name) =>
        details.FirstOrDefault(detail => detail.StartsWith($"{name} =", StringComparison.Ordinal))?[(name.Length + 2)..].TrimStart();

    /// <summary>Each line with the indented ones below it.</summary>
    private IEnumerable<(string Line, IReadOnlyList<string> Details)> Lines()
    {
        var lines = text.Split('\n').Where(line => line.Trim().Length > 0 && !line.StartsWith('#')).ToList();
        for (var i = 0; i < lines.Count; i++)
            if (!lines[i].StartsWith(' ')) yield return (lines[i].Trim(), [.. lines.Skip(i + 1).TakeWhile(line => line.StartsWith(' ')).Select(line => line.Trim())]);
    }

    [GeneratedRegex("^the run is (prepared|cleared)( \"(?<message>.*)\")?$")]
    private static partial Regex Resources();

    [GeneratedRegex(@"^(\d+) seconds pass$")]
    private static partial Regex Pause();

    [GeneratedRegex("""^(?<node>.+?) (?<verb>succeeds|fails|errs|waits|runs|is ready|is gone)( "(?<message>.*)")?$""")]
    private static partial Regex Line();
}
