using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Conditions;
using Runbooks.Engine.Expressions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Tests.Expressions;
using Runbooks.Engine.Tests.Lint;
using Runbooks.Engine.Tests.Runs;

namespace Runbooks.Engine.Tests.Templating;

/// <summary>
/// Random texts with tags, wherever a document has text: none may crash lint or a run, and none may go beyond its bounds. The seed is fixed.
/// 20,000, a million with <c>tests/run --long</c>; a tenth of them through lint and runs.
/// </summary>
public class TagFuzzTests
{
    private static readonly int Count = TestLength.Of(20_000, 1_000_000);

    private static readonly string[] Known =
    [
        "{{inputs.parameters.x}}", "{{=inputs.parameters.x}}", "{{inputs.parameters.{{inputs.parameters.x}}}}", "{{=asInt(inputs.parameters.x) + 1}}", "a {{=item}} b {{item}}",
        "{{=steps.a.outputs.result ?? 'none'}}", "{{=filter(1..3, # > 1)}}", "{{=toJson(inputs.parameters)}} {{=toJson(workflow)}}", "{{=keys(steps)}}", "{{=sprig.uuidv4()}} {{=now()}}",
        "{{=steps['a'].status == 'Succeeded'}} == true", "{{steps.a.status}} == {{=inputs.parameters.x}}", "lastRetry.exitCode == '1'", "inputs.parameters.x == '{{workflow.name}}'",
        "{{=$env}}", "{{=let x = inputs; x.parameters.x}}", "{{=workflow.parameters.x}} {{workflow.parameters.x}}", "[\"{{=inputs.parameters.x}}\"]", "{{={'a': {'b': 1} } }}",
    ];

    private static readonly Scope Scope = new Bounded();

    [Fact]
    public void No_text_crashes_or_leaves_its_bounds()
    {
        var inputs = new FuzzInputs(seed: 20261123, Known);

        for (var i = 0; i < Count; i++) Fill(inputs.Next());
    }

    [Fact]
    public void No_text_crashes_lint_or_a_run()
    {
        var inputs = new FuzzInputs(seed: 20261124, Known);

        for (var i = 0; i < Count / 10; i++) Run(inputs.Next());
    }

    private static void Fill(string text)
    {
        try
        {
            Assert.InRange(TextTemplate.Parse(text).Fill(Scope).Length, 0, 10_000_000);
            if (ScopedExpression.TryParse(text, ExpressionPlace.Hook, out var scoped, out _)) scoped.Holds(Scope);
        }
        catch (Exception refused) when (refused is ConditionException or UnresolvedTagException)
        {
        }
        catch (Exception crash) when (crash is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{text}\n{crash}");
        }
    }

    private static void Run(string text)
    {
        var document = Document(text);
        try
        {
            var lines = document.Count(c => c == '\n') + 1;
            var reading = StandIns.Language.Read("fuzz.yaml", document);
            Assert.All(reading.Findings, finding => Assert.InRange(finding.Line, 1, lines));
            if (!reading.HasErrors) Play(reading.Documents[0].Workflow);
        }
        catch (Exception crash)
        {
            Assert.Fail($"{document}\n{crash}");
        }
    }

    /// <summary>With the text in every place, as JSON.</summary>
    private static string Document(string text)
    {
        var quoted = JsonValue.Create(text)!.ToJsonString();
        return $$$"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: fuzz}
            spec:
              entrypoint: main
              arguments: {parameters: [{name: x, value: {{{quoted}}}}]}
              templates:
                - name: main
                  inputs: {parameters: [{name: x}]}
                  outputs: {parameters: [{name: o, valueFrom: {expression: {{{quoted}}}, default: d}}]}
                  steps:
                    - - {name: a, template: leaf, arguments: {parameters: [{name: x, value: {{{quoted}}}}]}}
                    - - {name: b, template: leaf, withItems: [1, {{{quoted}}}], when: {{{quoted}}}, arguments: {parameters: [{name: x, value: {{{quoted}}}}]}}
                    - - {name: c, template: leaf, withParam: {{{quoted}}}, arguments: {parameters: [{name: x, value: {{{quoted}}}}]}}
                - name: leaf
                  inputs: {parameters: [{name: x}]}
                  retryStrategy: {limit: 2, expression: {{{quoted}}}}
                  container: {image: a, command: [a], args: [{{{quoted}}}]}
            """;
    }

    private static void Play(Workflow workflow)
    {
        var submitted = Submitter.Submit(workflow, new RunRequest(), "id", "x7k2p", "default", DateTimeOffset.UnixEpoch).Event;
        if (submitted is null) return;
        var history = new RunHistory(submitted);
        history.Decide([], submitted.At);
        for (var i = 0; i < 10 && history.OpenLeaves.FirstOrDefault() is { } leaf; i++)
        {
            try
            {
                JsonSerializer.Serialize(LeafStep.Fill(history.State, leaf).Template, ArgoJson.Options);
            }
            catch (UnresolvedTagException)
            {
            }
            history.Decide([new NodeFinished(submitted.At, leaf.Number, i % 3 == 0 ? NodePhase.Failed : NodePhase.Succeeded, "end", new StepOutputs { Result = "1", ExitCode = "1" })], submitted.At);
        }
        history.Resume(submitted.At);
    }

    private sealed class Bounded : Scope
    {
        private static readonly ExpressionLimits Limits = new() { Steps = 20_000, Memory = 20_000, Text = 200_000 };

        private static readonly DictionaryScope Variables = new(new()
        {
            ["inputs.parameters.x"] = "x",
            ["inputs.parameters.n"] = "{{inputs.parameters.n}}{{item}}",
            ["workflow.name"] = "wf",
            ["item"] = "[1]",
            ["steps.a.outputs.result"] = "{{",
            ["steps.a.status"] = "}}",
        });

        public Bounded() : base(Variables)
        {
        }

        public override EvaluationContext ExpressionContext(bool readsItem = true) => base.ExpressionContext(readsItem) with { Limits = Limits };

        protected override string? FindHere(string name) => null;
    }
}
