using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;

namespace Runbooks.Cli.Recap;

/// <summary>Suspend steps that wait for someone: what is asked, what may be answered, until when, and with which command.</summary>
internal sealed class WaitingStepLines(RunState run, TimeProvider time, CommandHints hints, int width)
{
    /// <summary>More than these are counted.</summary>
    public int MostSteps { get; init; } = 3;

    public IEnumerable<Line> Of()
    {
        var waiting = WaitingStep.NodesOf(run).ToList();
        if (run is { IsSuspended: true, IsFinished: false }) foreach (var line in Suspended()) yield return Line.Of(line);
        foreach (var line in waiting.Take(MostSteps).SelectMany(node => Lines(WaitingStep.Of(run, node), waiting))) yield return Line.Of(line);
        if (waiting.Count > MostSteps) yield return Line.Of($"… and {waiting.Count - MostSteps} more").Fit(width);
        if (waiting.Count > 1) foreach (var line in hints.Lines("All go on:", width, "resume", run.Run.Name)) yield return Line.Of(line);
    }

    private IEnumerable<string> Suspended() =>
        [Printable.Fit("The run is suspended: it starts nothing new.", width), .. hints.Lines("  Go on:  ", width, "resume", run.Run.Name)];

    private IEnumerable<string> Lines(WaitingStep step, List<Node> waiting)
    {
        var name = Printable.Line(DisplayName.Of(step.Node));
        var until = step.Until is { } at && at > time.GetUtcNow() && !run.IsSuspended ? $", until {Durations.Coming(at, time)}; then it goes on by itself" : "";
        string[] selector = ["--node-field-selector", Selector(step.Node, waiting)];
        var open = step.Answers.Where(answer => answer.Given is null).ToList();
        return
        [
            .. Wrapped.Lines($"{name} waits for an answer{until}", width, 3),
            .. Given(step).Concat(step.Answers.Select(Asked))
                .SelectMany(text => Wrapped.Lines(text, Math.Max(10, width - 4), 3)).Select(line => $"    {line}"),
            .. open.Count > 0 ? hints.Lines("  Answer: ", width, ["node", "set", run.Run.Name, .. selector, .. open.SelectMany(Option)]) : [],
            .. hints.Lines("  Go on:  ", width, ["resume", run.Run.Name, .. waiting.Count == 1 ? [] : selector]),
            .. hints.Lines("  Say no: ", width, ["stop", run.Run.Name, .. selector, "--message", "not now"]),
        ];
    }

    /// <summary>What it was called with; what it asks for is told below.</summary>
    private static IEnumerable<string> Given(WaitingStep step) => (step.Node.Inputs ?? new Dictionary<string, string>())
        .Where(input => step.Answers.All(answer => answer.Name != input.Key))
        .Select(input => $"{input.Key}: {Printable.Line(input.Value, 500)}");

    private static string Asked(WaitingAnswer answer)
    {
        var choices = answer.Choices.Count > 0 ? string.Join(" or ", answer.Choices) : "any text";
        var fallback = answer.Given is { } given ? $"; given: {given}" : answer.Default is { } value ? $"; {value} if nobody says" : "";
        var description = answer.Description is { } text ? $" ({text})" : "";
        return Printable.Line($"{answer.Name}? {choices}{fallback}{description}");
    }

    private static IEnumerable<string> Option(WaitingAnswer answer) => ["-p", $"{answer.Name}={(answer.Choices is [var first, ..] ? first : "VALUE")}"];

    /// <summary>By its name, if that can stand in a selector and is no other's.</summary>
    private static string Selector(Node node, List<Node> waiting)
    {
        var name = DisplayName.Of(node);
        var isClear = name.IndexOfAny([',', '=', '!']) < 0 && waiting.Count(other => DisplayName.Of(other) == name) == 1;
        return isClear ? $"displayName={name}" : $"id={node.ArgoId}";
    }
}
