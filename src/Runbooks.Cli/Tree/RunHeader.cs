using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Tree;

/// <summary>The lines above a run's tree, with Argo's labels.</summary>
internal static class RunHeader
{
    private const int LabelWidth = 20, ShortLabelWidth = 10;

    /// <summary>A narrow terminal has no room for a column of labels.</summary>
    private const int Narrow = 60;

    public static List<Line> Lines(RunState run, TimeProvider time, int width, RunEstimate? estimate = null, bool isInterrupted = false)
    {
        List<Line> lines =
        [
            Field("Name", run.Run.Name, width),
            Field("Namespace", run.Run.Namespace, width),
            Status(run, width, isInterrupted),
        ];
        if ((FailedSteps.CauseOf(run) ?? run.Message) is { Length: > 0 } message) lines.Add(Field("Message", message, width));
        lines.Add(Field("Created", Durations.Timestamp(run.SubmittedAt, time), width));
        if (run.StartedAt is { } started) lines.Add(Field("Started", Durations.Timestamp(started, time), width));
        if (run.FinishedAt is { } finished) lines.Add(Field("Finished", Durations.Timestamp(finished, time), width));
        if (run.StartedAt is not null) lines.Add(Field("Duration", Durations.Long(Elapsed(run, time)), width));
        if (estimate is { Seconds: > 0 and var seconds }) lines.Add(Field("EstimatedDuration", Durations.Long(TimeSpan.FromSeconds(seconds)), width));
        lines.Add(Field("Progress", Progress.Of(run).ToString(), width));
        if (run.Nodes.Aggregate((ResourcesDuration?)null, (sum, node) => sum + node.ResourcesDuration) is { } resources) lines.Add(Field("ResourcesDuration", resources.ToString(), width));
        lines.AddRange(Parameters(run, width));
        return lines;
    }

    /// <summary>The few lines that change while the run is watched.</summary>
    public static List<Line> Short(RunState run, TimeProvider time, int width) =>
    [
        Field("Name", run.Run.Name, width),
        Status(run, width),
        Field("Duration", Durations.Long(Elapsed(run, time)), width),
        Field("Progress", Progress.Of(run).ToString(), width),
    ];

    private static IEnumerable<Line> Parameters(RunState run, int width)
    {
        var given = run.Runbook.Workflow.Spec.Arguments.Parameters.Where(parameter => parameter.Value is not null).ToList();
        return given.Count == 0 ? [] : [Line.Of("Parameters:").Fit(width), .. given.Select(parameter => Field($"  {parameter.Name}", parameter.Value!.Text, width))];
    }

    private static TimeSpan Elapsed(RunState run, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return (run.FinishedAt ?? now) - (run.StartedAt ?? now);
    }

    /// <param name="isInterrupted">No process goes on with the run.</param>
    private static Line Status(RunState run, int width, bool isInterrupted = false) =>
        new Line(new Segment(Label("Status", width)), Phases.Colored(run.Phase), new Segment((Waits(run) ? " (Suspended)" : "") + (isInterrupted ? " (interrupted)" : ""))).Fit(width);

    /// <summary>As Argo has it: the run is suspended as a whole, or a suspend node of it waits.</summary>
    private static bool Waits(RunState run) => !run.IsFinished && (run.IsSuspended || run.Nodes.Any(node => node is { Type: NodeType.Suspend, Phase: NodePhase.Running }));

    private static Line Field(string label, string value, int width) => Line.Of(Printable.Fit(Label(label, width) + Printable.Line(value), width));

    private static string Label(string label, int width) => $"{label}:".PadRight(width < Narrow ? ShortLabelWidth : LabelWidth) + " ";
}
