using Runbooks.Cli.Running;
using Runbooks.Cli.Terminals;
using Runbooks.Cli.Tree;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Hosting;
using Spectre.Console.Rendering;

namespace Runbooks.Cli.Nodes;

/// <summary>One step of a run as <c>get RUN NODE</c> shows it: what it is, what it was given, what it gave, and what is below it.</summary>
internal sealed record NodeReport(RunState Run, Node Node, TimeProvider Time)
{
    private const int LabelWidth = 10, MostMembers = 50;

    public string? Result => Node.Outputs?.Result;

    public string Name => Printable.Line(DisplayName.Of(Node));

    private bool IsOfCluster => RunPlace.Of(Run.Runbook.Workflow.Metadata.Annotations).Runtime == ContainerRuntime.Kubernetes;

    public List<Line> Lines(int width)
    {
        List<Line> lines =
        [
            .. new[]
            {
                Field("Step", Name, width),
                Field("Name", Node.Name, width),
                new Line(new Segment(Label("Status")), Phases.Colored(Node.Phase)),
                Field("Message", FailedSteps.CauseBelow(Node) ?? Node.Message, width),
                Field("Template", CalledTemplate.NameOf(Run, Node), width),
                Field("Started", Durations.Timestamp(Node.StartedAt, Time), width),
                Field("Duration", Durations.Short((Node.FinishedAt ?? Time.GetUtcNow()) - Node.StartedAt), width),
                Field("Pod", Node.Type == NodeType.Pod && IsOfCluster ? PodName.Of(Run, Node) : null, width),
                Field("Host", Node.HostNodeName, width),
            }.OfType<Line>(),
            .. Values("Inputs", Node.Inputs, width),
            .. Values("Outputs", Node.Outputs?.Parameters, width),
        ];
        if (Result is { } result) lines.AddRange([Line.Of("Result:"), .. ResultLines(result, width)]);
        if (Node.Children.Count > 0)
            lines.AddRange([Line.Empty, .. new TreeTable(Run, Time) { Width = width }.Lines(RunTree.Rows(Node, MostMembers))]);
        return lines;
    }

    private static IEnumerable<Line> ResultLines(string result, int width) =>
        (ResultTable.Lines(result, Math.Max(20, width == int.MaxValue ? width : width - 2))
            ?? [.. Printable.Text(ResultText.Indented(result)).Split('\n').Select(Line.Of)])
        .Select(line => new Line([new Segment("  "), .. line.Segments]));

    private static IEnumerable<Line> Values(string label, IReadOnlyDictionary<string, string>? values, int width) =>
        values is not { Count: > 0 } ? [] : [Line.Of($"{label}:"), .. values.Select(value => Value(value.Key, value.Value, width))];

    private static Line Value(string name, string value, int width) =>
        Line.Of(Label($"  {Printable.Line(name)}") + Printable.Line(value)).Fit(width);

    private static Line? Field(string label, string? value, int width) =>
        value is { Length: > 0 } ? Line.Of(Label(label) + Printable.Line(value)).Fit(width) : null;

    private static string Label(string label) => $"{label}:".PadRight(LabelWidth) + " ";
}
