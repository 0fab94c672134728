using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>Which Pods go, and when.</summary>
public class RunResourcesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("OnPodCompletion", "a b", "a b")]
    [InlineData("OnPodSuccess", "a", "a")]
    [InlineData("OnWorkflowCompletion", "", "a b")]
    [InlineData("OnWorkflowSuccess", "", "")]
    public void Pods_go_as_the_strategy_says(string strategy, string atOnce, string atTheEnd)
    {
        var run = CaseFile.Parse($$"""
            One step succeeds, one fails.
            --- workflow
            podGC: {strategy: {{strategy}}}
            templates:
              - name: main
                steps:
                  - - {name: a, template: leaf}
                    - {name: b, template: leaf}
              - name: leaf
                container: {image: busybox}
            --- expected
            """);
        var state = RunState.Replay([run.Submit()]);
        Decider.Decide(state, [], Now);

        var effects = new[] { (2, NodePhase.Succeeded), (3, NodePhase.Failed) }
            .SelectMany(end => Decider.Decide(state, [new NodeFinished(Now, end.Item1, end.Item2, null, null)], Now).Effects).ToList();

        Assert.Equal(atOnce, Names(state.Nodes.Where(node => node.Type == NodeType.Pod && effects.OfType<RemovePod>().Any(remove => remove.Pod == PodName.Of(state, node)))));
        Assert.Equal(atTheEnd, Names(state.Nodes.Where(node => node.Type == NodeType.Pod && effects.OfType<ClearRun>().Single().Pods.Contains(PodName.Of(state, node)))));
    }

    private static string Names(IEnumerable<Node> nodes) => string.Join(' ', nodes.Select(node => node.Name[^1..]).Order(StringComparer.Ordinal));
}
