using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Server.Hosting;

namespace Runbooks.Cli.Running;

/// <summary>What Ctrl+C has done to a run, and how to go on with it.</summary>
/// <param name="IsElsewhere">Another process advances the run: it was only watched here.</param>
internal sealed record Interruption(RunState Run, RunPlace Place, bool IsElsewhere, CommandHints Hints)
{
    private const int MostNames = 5;

    public IEnumerable<string> Lines()
    {
        var name = Run.Run.Name;
        if (IsElsewhere) return [$"Run {name} goes on in another process. To watch it again:", $"  {Hints.For("run", "--resume", name)}"];
        var under = Run.Nodes.Where(node => node is { IsLeaf: true, IsFinished: false, IsGated: false }).ToLookup(node => node.Type == NodeType.Pod);
        return
        [
            $"Run {name} is kept as it is, and no process goes on with it.",
            .. Containers([.. under[true]]),
            .. Calls([.. under[false]]),
            "To go on with it:",
            $"  {Hints.For("run", "--resume", name)}",
            .. under[true].Any() && Place.Runtime == ContainerRuntime.Process ? Again(name) : [],
        ];
    }

    private string[] Again(string name) => ["and then, to do again what was cut off:", $"  {Hints.For("retry", name)}"];

    private string[] Containers(List<Node> steps) => (steps.Count, Place.Runtime) switch
    {
        (0, _) => [],
        (_, ContainerRuntime.Process) =>
            [$"Local processes were ended: {Names(steps)}. How far they got isn't known, so their steps will err with 'outcome unknown'."],
        _ => [$"Pods go on meanwhile: {Names(steps)}."],
    };

    private static string[] Calls(List<Node> steps) => steps.Count == 0 ? [] :
    [
        $"Calls were given up: {Names(steps)}. Those that can be repeated safely will be; what others did is looked up, or said to be unknown.",
    ];

    private static string Names(List<Node> steps) =>
        string.Join(", ", steps.Take(MostNames).Select(node => Printable.Line(DisplayName.Of(node))))
        + (steps.Count > MostNames ? $" and {steps.Count - MostNames} more" : "");
}
