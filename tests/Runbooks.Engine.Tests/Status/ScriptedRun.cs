using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Tests.Status;

/// <summary>
/// A run made from a file: the workflow, and under <c>script</c>, by the end of a leaf's name, how each leaf ends. A leaf takes one
/// second and succeeds unless its script says <c>seconds</c> (<c>never</c>: it stays as it is), <c>phase</c>, <c>message</c>,
/// <c>result</c>, <c>exitCode</c>, <c>parameters</c>, <c>progress</c> (a message when it begins to run), <c>host</c>, <c>place</c> (where its native calls go)
/// or <c>call</c> (what is known of its call).
/// </summary>
internal sealed class ScriptedRun
{
    public static readonly DateTimeOffset Begin = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly PriorityQueue<NodeFinished, (DateTimeOffset At, int Node)> _coming = new();
    private readonly List<RunEvent> _events = [];
    private readonly JsonObject _script;
    private readonly RunState _run;

    private ScriptedRun(RunSubmitted submitted, JsonObject script)
    {
        _script = script;
        _events.Add(submitted);
        _run = RunState.Replay([submitted]);
    }

    /// <summary>All that happens until nothing more comes.</summary>
    public static (RunState Run, IReadOnlyList<RunEvent> Events) Play(string file)
    {
        var document = (JsonObject)YamlReader.Read(File.ReadAllText(file)).Documents.Single().ToJson()!;
        var script = document["script"] as JsonObject ?? [];
        document.Remove("script");
        var workflow = document.Deserialize<Workflow>(ArgoJson.Options)!;
        var submitted = Submitter.Submit(workflow, new RunRequest(), "01a206c2-0000-7000-8000-000000000000", "x7k2p", "default", Begin);
        var play = new ScriptedRun(submitted.Event!, script);
        play.Decide([], Begin.AddSeconds(1));
        while (play._coming.TryDequeue(out var end, out _)) play.Decide([end], end.At);
        return (play._run, play._events);
    }

    private void Decide(IReadOnlyList<RunEvent> news, DateTimeOffset now)
    {
        var decision = Decider.Decide(_run, news, now);
        _events.AddRange(decision.Events);
        foreach (var start in decision.Effects.OfType<StartStep>()) Begun(_run.NodeAt(start.Node), now);
    }

    private void Begun(Node leaf, DateTimeOffset now)
    {
        var script = _script.FirstOrDefault(entry => leaf.Name.EndsWith(entry.Key, StringComparison.Ordinal)).Value as JsonObject ?? [];
        if (Text(script, "phase") != "Pending") Progress(leaf, NodePhase.Running, script, now);
        else Progress(leaf, NodePhase.Pending, script, now);
        if (Text(script, "seconds") == "never") return;
        var end = now.AddSeconds(int.Parse(Text(script, "seconds") ?? "1"));
        var phase = Enum.Parse<NodePhase>(Text(script, "phase") ?? "Succeeded");
        _coming.Enqueue(new NodeFinished(end, leaf.Number, phase, Text(script, "message"), Outputs(script)) { Call = Call(script) }, (end, leaf.Number));
    }

    private void Progress(Node leaf, NodePhase phase, JsonObject script, DateTimeOffset now)
    {
        var progress = new NodeProgressed(now, leaf.Number, phase, Text(script, "progress"), Text(script, "host")) { Place = Text(script, "place") };
        _events.Add(progress);
        _run.Apply(progress);
    }

    private static StepOutputs Outputs(JsonObject script) => new()
    {
        Result = Text(script, "result"),
        ExitCode = Text(script, "exitCode"),
        Parameters = (script["parameters"] as JsonObject ?? []).ToDictionary(parameter => parameter.Key, parameter => parameter.Value!.ToString()),
    };

    private static CallFate? Call(JsonObject script) => Text(script, "call") is { } call ? Enum.Parse<CallFate>(call) : null;

    private static string? Text(JsonObject script, string field) => script[field]?.ToString();
}
