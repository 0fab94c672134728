using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Templating;
using Runbooks.Waiting;

namespace Runbooks.Engine.Status;

/// <summary>A suspend node that waits: what a person needs to know who answers it.</summary>
/// <param name="Answers">The outputs that it expects (<c>valueFrom: {supplied: {}}</c>).</param>
/// <param name="Until">When it goes on by itself; null for never.</param>
public sealed record WaitingStep(Node Node, IReadOnlyList<WaitingAnswer> Answers, DateTimeOffset? Until)
{
    /// <summary>The nodes that wait, the first to wait first.</summary>
    public static IEnumerable<Node> NodesOf(RunState run) =>
        run.IsFinished ? [] : run.Nodes.Where(node => node is { Type: NodeType.Suspend, Phase: NodePhase.Running });

    public static WaitingStep Of(RunState run, Node node)
    {
        var template = run.Runbook.Find(node.TemplateKey!)!.Template;
        var supplied = template.Outputs.Parameters.Where(output => output.ValueFrom?.Supplied is not null);
        return new WaitingStep(node, [.. supplied.Select(output => Answer(output, node, template))], UntilOf(run, node));
    }

    private static WaitingAnswer Answer(Parameter output, Node node, Template template)
    {
        var input = template.Inputs.Parameters.FirstOrDefault(input => input.Name == output.Name);
        return new WaitingAnswer(output.Name)
        {
            Description = output.Description ?? input?.Description,
            Choices = (output.Enum ?? input?.Enum)?.Select(choice => choice.Text).ToList() ?? [],
            Default = (output.ValueFrom?.Default ?? output.Value ?? input?.Default)?.Text,
            Given = node.Outputs?.Parameters.GetValueOrDefault(output.Name),
        };
    }

    private static DateTimeOffset? UntilOf(RunState run, Node node)
    {
        try
        {
            var written = run.Runbook.Find(node.TemplateKey!)!.Fill(NodeScope.Of(run, node)).Suspend!.Duration;
            return written is { Length: > 0 } && Duration.Parse(written) is { } duration ? node.StartedAt + duration : null;
        }
        catch (Exception wrong) when (wrong is StepInputException or UnresolvedTagException)
        {
            // The decider says it on the node.
            return null;
        }
    }
}
