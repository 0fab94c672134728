using System.Text;
using System.Text.Json.Nodes;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Lint;
using Runbooks.Schemas;

namespace Runbooks.Engine.Tests.Lint;

public class RunbookLanguageTests
{
    private static Workflow Read(string templates, string spec = "") =>
        Assert.Single(StandIns.Language.Read("a.yaml", $"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {"{name: a, labels: {empty: , team: sre}}"}
            spec:
              entrypoint: main
            {spec}
              templates:
            {templates}
            """).Documents).Workflow;

    [Fact]
    public void Values_of_any_kind_become_the_text_of_parameters()
    {
        var workflow = Read("    - {name: main, container: {image: a}}", """
              arguments:
                parameters:
                  - {name: text, value: "007"}
                  - {name: whole, value: 007}
                  - {name: fraction, value: 1.50}
                  - {name: flag, value: yes}
                  - {name: block, value: "a\nb"}
                  - {name: nothing, value: null}
                  - {name: choice, value: 2, enum: [1, 2, three]}
                  - {name: build, value: 9007199254740993}
                  - {name: long, value: 3.14159265358979323846}
            """);

        Assert.Equal(["007", "7", "1.5", "true", "a\nb", null, "2", "9007199254740993", "3.14159265358979323846"], workflow.Spec.Arguments.Parameters.Select(parameter => parameter.Value?.Text));
        Assert.Equal(["1", "2", "three"], workflow.Spec.Arguments.Parameters[6].Enum!.Select(choice => choice.Text));
    }

    [Fact]
    public void An_explicit_null_is_as_if_not_given()
    {
        var workflow = Read("    - {name: main, inputs: null, outputs: ~, container: {image: a}, steps: }", "  arguments: ");

        var template = workflow.Spec.Templates.Single();
        Assert.Empty(template.Inputs.Parameters);
        Assert.Empty(template.Outputs.Parameters);
        Assert.Empty(workflow.Spec.Arguments.Parameters);
        Assert.Equal("", workflow.Metadata.Labels["empty"]);
    }

    [Fact]
    public void What_is_for_Kubernetes_and_for_providers_stays_as_it_is_written()
    {
        var workflow = Read("""
                - name: main
                  container: {image: a, env: [{name: A, value: "1"}], resources: {limits: {cpu: 0.5, memory: 1Gi}}}
                  volumes: [{name: v, emptyDir: {}}]
            """);

        var template = workflow.Spec.Templates.Single();
        Assert.Equal("""{"image":"a","env":[{"name":"A","value":"1"}],"resources":{"limits":{"cpu":0.5,"memory":"1Gi"}}}""", template.Container!.ToJsonString());
        Assert.Equal("""[{"name":"v","emptyDir":{}}]""", template.Volumes!.ToJsonString());
    }

    [Fact]
    public void A_document_tells_where_its_fields_stand()
    {
        var document = Assert.Single(StandIns.Language.Read("a.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: a}
            spec:
              entrypoint: main
              templates:
                - name: main
                  container: {image: busybox}
            """).Documents);

        Assert.Equal("8:26", document.PositionOf("spec.templates[0].container.image").ToString());
    }

    [Fact]
    public void Documents_without_errors_are_read_beside_broken_ones()
    {
        var reading = StandIns.Language.Read("a.yaml", $"{Simple("one")}---\nkind: [\n---\n{Simple("Two")}---\n{Simple("three")}");

        Assert.True(reading.HasErrors);
        Assert.Equal(["one", "three"], reading.Documents.Select(document => document.Workflow.Metadata.Name));
        Assert.Equal([12, 16], reading.Findings.Select(finding => finding.Line));
    }

    [Theory]
    [InlineData("valid/steps-with-loops-and-conditions.yaml")]
    [InlineData("kinds/cron-workflow.yaml")]
    [InlineData("composition/references.yaml")]
    [InlineData("composition/workflow-template-ref.yaml")]
    [InlineData("composition/inline.yaml")]
    [InlineData("composition/event-binding.yaml")]
    [InlineData("composition/template-defaults.yaml")]
    [InlineData("composition/recursion-across.yaml")]
    public void A_changed_document_never_throws(string file)
    {
        var seed = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Lint", "Cases", file));
        string[] pieces = ["{{", "}}", "[]", "{}", "null", "~", "- ", "\"", "steps.", "item", ": ", "\n", "5", "*a", "&a ", "<<: "];
        var random = new Random(23);
        for (var i = 0; i < 1_500; i++)
        {
            var bytes = seed.ToList();
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                var at = random.Next(bytes.Count);
                bytes.RemoveRange(at, Math.Min(random.Next(6), bytes.Count - at));
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(pieces[random.Next(pieces.Length)]));
            }

            var reading = StandIns.Language.Read("a.yaml", bytes.ToArray());

            Assert.True(reading.HasErrors || reading.Documents.Count > 0 || reading.Findings.Count > 0);
            Assert.DoesNotContain(reading.Findings, finding => finding.Rule == "internal");
        }
    }

    [Fact]
    public void A_pass_that_throws_is_one_finding_and_all_else_is_still_found()
    {
        var set = new RunbookLanguage([new Broken()], StandIns.KubernetesType).Open();
        set.Add("broken.yaml", Simple("a").Replace("container: {image: busybox}", "plugin: {broken: {}}") + "    - {name: main, container: {}}\n");
        set.Add("other.yaml", Simple("b").Replace("image: busybox", ""));

        var readings = set.Check();

        Assert.Equal(["internal", "duplicate-name", "missing-image"], readings[0].Findings.Select(finding => finding.Rule));
        Assert.Contains("lint failed in 'NativeSteps' (FormatException: no luck)", readings[0].Findings[0].Message, StringComparison.Ordinal);
        Assert.Empty(readings[0].Documents);
        Assert.Equal("missing-image", Assert.Single(readings[1].Findings).Rule);
    }

    /// <summary>A provider with a mistake in it.</summary>
    private sealed class Broken : IProvider
    {
        public string Name => "broken";

        public Schema Schema => Schema.Any;

        public IReadOnlyList<Problem> Check(JsonObject body) => throw new FormatException("no luck");

        public bool IsChange(JsonObject body) => false;

        public Task<ActionOutcome> ExecuteAsync(ActionContext context, CancellationToken cancellation) => throw new NotSupportedException("lint calls no cloud");
    }

    [Fact]
    public void The_thousandth_tag_of_a_text_is_found_where_it_stands()
    {
        var lines = string.Concat(Enumerable.Range(0, 1000).Select(i => $"              echo {{{{inputs.parameters.p}}}} {i}\n"));
        var reading = StandIns.Language.Read("a.yaml", Simple("a").Replace("container: {image: busybox}", "inputs: {parameters: [{name: p, default: x}]}\n      script:\n        image: busybox\n        source: |") + lines + "              echo {{inputs.parameters.q}} {{inputs.parameters.q}}\n");

        Assert.Equal([(1013, 20), (1013, 44)], reading.Findings.Select(finding => (finding.Line, finding.Column)));
    }

    [Fact]
    public void Endless_mistakes_are_cut_short()
    {
        var text = new StringBuilder(Simple("a"));
        for (var i = 0; i < 20_000; i++) text.Append($"mistake{i}: 1\n");

        var reading = StandIns.Language.Read("a.yaml", text.ToString());

        Assert.Equal(501, reading.Findings.Count);
        Assert.Equal("19,500 more findings are not shown", reading.Findings[^1].Message);
    }

    /// <summary>Memory, as time is nothing that a test can rely on; that is in the benchmarks.</summary>
    [Fact]
    public void What_a_long_document_costs_grows_with_its_length_only()
    {
        Cost(200);
        var small = Cost(1_000);
        var large = Cost(8_000);

        Assert.True(large < 8 * 1.5 * small, $"1,000 steps allocated {small:N0} bytes, 8,000 {large:N0}");
    }

    /// <summary>Bytes allocated for a document whose every step reads the one before and calls a template of its own.</summary>
    private static long Cost(int steps)
    {
        var text = new StringBuilder("""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: long}
            spec:
              entrypoint: main
              templates:

            """);
        for (var i = 0; i < steps; i++)
            text.Append($"    - {{name: t{i}, inputs: {{parameters: [{{name: p}}]}}, container: {{image: busybox, command: [echo], args: [\"{{{{inputs.parameters.p}}}}\"]}}}}\n");
        text.Append("    - name: main\n      steps:\n");
        for (var i = 0; i < steps; i++)
            text.Append($"        - - {{name: s{i}, template: t{i}, arguments: {{parameters: [{{name: p, value: \"{(i == 0 ? "" : $"{{{{steps.s{i - 1}.outputs.result}}}}")}\"}}]}}}}\n");
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Empty(StandIns.Language.Read("long.yaml", bytes).Findings);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Simple(string name) => $$"""
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata:
          name: {{name}}
        spec:
          entrypoint: main
          templates:
            - name: main
              container: {image: busybox}

        """;
}
