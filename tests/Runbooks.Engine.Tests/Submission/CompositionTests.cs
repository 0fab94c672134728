using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Status;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Tests.Lint;
using Runbooks.Engine.Tests.Runs;

namespace Runbooks.Engine.Tests.Submission;

public class CompositionTests
{
    private const string Library = """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: lib, namespace: night, labels: {team: sre}}
        spec:
          entrypoint: main
          serviceAccountName: of-the-template
          parallelism: 3
          arguments: {parameters: [{name: a, value: below}, {name: b, value: below}]}
          volumes: [{name: one, emptyDir: {}}, {name: two, emptyDir: {}}]
          nodeSelector: {zone: a, disk: ssd}
          templates:
            - {name: main, container: {image: busybox}}
        """;

    private const string Cron = """
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly, labels: {team: sre}}
        spec:
          schedules: ["@daily"]
          workflowMetadata: {labels: {made-by: cron}}
          workflowSpec: {workflowTemplateRef: {name: lib}}
        """;

    private static readonly DateTimeOffset Now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    [Fact]
    public void A_WorkflowTemplate_is_run_by_a_workflow_that_refers_to_it()
    {
        var submitted = Submit(Library, RunbookKind.WorkflowTemplate);

        Assert.Equal(("lib-x7k2p", "night"), (submitted.Run.Name, submitted.Run.Namespace));
        Assert.Equal("lib", submitted.Workflow.Spec.WorkflowTemplateRef!.Name);
        Assert.Equal(["workflows.argoproj.io/workflow-template"], submitted.Workflow.Metadata.Labels.Keys);
        Assert.Equal("main", submitted.Stored!.Spec!.Entrypoint);
    }

    [Fact]
    public void A_CronWorkflow_is_run_with_the_labels_of_its_runs_and_as_if_scheduled_for_now()
    {
        var submitted = Submit(Library + "\n---\n" + Cron, RunbookKind.CronWorkflow);

        Assert.Equal("nightly-x7k2p", submitted.Run.Name);
        Assert.Equal(["made-by", "workflows.argoproj.io/cron-workflow", "workflows.argoproj.io/workflow-template"], submitted.Workflow.Metadata.Labels.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("2026-01-02T03:04:05Z", submitted.Workflow.Metadata.Annotations["workflows.argoproj.io/scheduled-time"]);
        Assert.Equal("Workflow", submitted.Workflow.Kind);
    }

    [Fact]
    public void A_workflows_own_fields_go_over_those_of_the_template_lists_with_keys_item_by_item()
    {
        var spec = Submit(Library + """

            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: own}
            spec:
              serviceAccountName: own
              suspend: false
              arguments: {parameters: [{name: a, value: own}, {name: c, value: own}]}
              volumes: [{name: two, configMap: {name: cm}}, {name: three, emptyDir: {}}]
              nodeSelector: {zone: b}
              workflowTemplateRef: {name: lib}
            """, RunbookKind.Workflow).Stored!.Spec!;

        Assert.Equal(("own", 3, false), (spec.ServiceAccountName, spec.Parallelism, spec.Suspend));
        Assert.Equal(["a=own", "c=own", "b=below"], spec.Arguments.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"));
        Assert.Equal("""[{"name":"one","emptyDir":{}},{"name":"two","emptyDir":{},"configMap":{"name":"cm"}},{"name":"three","emptyDir":{}}]""", spec.Volumes!.ToJsonString());
        Assert.Equal(["disk=ssd", "zone=b"], spec.NodeSelector!.Select(each => $"{each.Key}={each.Value}").Order(StringComparer.Ordinal));
        Assert.Equal("main", Assert.Single(spec.Templates).Name);
    }

    [Fact]
    public void A_template_without_an_entrypoint_needs_one_at_submission()
    {
        var document = Read(Library.Replace("  entrypoint: main\n", "", StringComparison.Ordinal), RunbookKind.WorkflowTemplate);

        Assert.Equal(["the runbook doesn't say where to begin; name one of its templates with --entrypoint: main"], Submit(document, new RunRequest()).Problems);
        Assert.Equal("main", Submit(document, new RunRequest { Entrypoint = "main" }).Event!.Stored!.Spec!.Entrypoint);
    }

    [Fact]
    public void Labels_for_Pods_go_with_the_templates_of_their_document()
    {
        var submitted = Submit("""
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: lib}
            spec:
              podMetadata: {labels: {team: sre, tier: low}}
              templates:
                - {name: say, metadata: {labels: {tier: high}}, container: {image: busybox}}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {name: own}
            spec:
              entrypoint: main
              templates: [{name: main, steps: [[{name: a, templateRef: {name: lib, template: say}}]]}]
            """, RunbookKind.Workflow);

        var labels = Assert.Single(submitted.Stored!.Templates).Value.Metadata!.Labels!;
        Assert.Equal(["team=sre", "tier=high"], labels.Select(each => $"{each.Key}={each.Value}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_status_has_what_was_stored_and_the_spec_as_it_was_written()
    {
        var run = RunState.Replay([Submit(Library, RunbookKind.WorkflowTemplate)]);

        var exported = Export(run);

        Assert.Equal("""{"arguments":{},"workflowTemplateRef":{"name":"lib"}}""", exported["spec"]!.ToJsonString());
        Assert.Equal("main", (string?)exported["status"]!["storedWorkflowTemplateSpec"]!["entrypoint"]);
    }

    [Theory]
    [InlineData("templates: [{name: main, steps: []}]")]
    [InlineData("templateDefaults: {metadata: {labels: {a: b}}}, templates: [{name: main, steps: []}]")]
    public void A_template_with_no_steps_is_one_of_steps_however_it_is_put_together(string spec)
    {
        var template = $$"""{apiVersion: argoproj.io/v1alpha1, kind: WorkflowTemplate, metadata: {name: lib}, spec: {entrypoint: main, {{spec}} } }""";
        var history = new RunHistory(Submit(template, RunbookKind.WorkflowTemplate));

        history.Decide([], Now);

        Assert.Equal((RunPhase.Succeeded, NodeType.Steps), (history.State.Phase, history.State.Root!.Type));
    }

    [Fact]
    public void A_submission_comes_back_from_its_JSON_as_it_was()
    {
        var submitted = Submit(Library, RunbookKind.WorkflowTemplate);

        var again = JsonSerializer.Deserialize<RunEvent>(JsonSerializer.Serialize<RunEvent>(submitted, ArgoJson.Options), ArgoJson.Options);

        Assert.Equal(Export(RunState.Replay([submitted])).ToJsonString(), Export(RunState.Replay([again!])).ToJsonString());
    }

    private static RunSubmitted Submit(string text, RunbookKind kind) => Submit(Read(text, kind), new RunRequest()).Event!;

    private static Submitted Submit(RunbookDocument document, RunRequest request) =>
        Submitter.Submit(document.Workflow, request, "id-1", "x7k2p", "default", Now, document.References);

    private static RunbookDocument Read(string text, RunbookKind kind)
    {
        var reading = StandIns.Language.Read("a.yaml", text);
        Assert.False(reading.HasErrors, string.Join('\n', reading.Findings));
        return reading.Documents.Single(document => document.Kind == kind);
    }

    private static JsonNode Export(RunState run)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer)) ArgoStatus.Write(run, json);
        return JsonNode.Parse(Encoding.UTF8.GetString(buffer.ToArray()))!;
    }
}
