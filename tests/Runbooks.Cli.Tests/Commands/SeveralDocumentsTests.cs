using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

public sealed class SeveralDocumentsTests : IDisposable
{
    private const string Library = """
        apiVersion: argoproj.io/v1alpha1
        kind: WorkflowTemplate
        metadata: {name: lib}
        spec:
          entrypoint: say
          arguments: {parameters: [{name: what, value: nothing}]}
          templates:
            - name: say
              inputs: {parameters: [{name: what}]}
              container: {image: busybox, command: [echo], args: ["{{inputs.parameters.what}}"]}
        ---
        apiVersion: argoproj.io/v1alpha1
        kind: CronWorkflow
        metadata: {name: nightly}
        spec:
          schedules: ["0 2 * * *"]
          workflowSpec: {workflowTemplateRef: {name: lib}}
        """;

    private const string Caller = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {name: caller}
        spec:
          entrypoint: main
          templates:
            - name: main
              steps:
                - - {name: a, templateRef: {name: lib, template: say}, arguments: {parameters: [{name: what, value: hi}]}}
        """;

    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task Lint_finds_a_template_of_another_file_and_misses_it_without()
    {
        var (library, caller) = (_shell.File("books/lib.yaml", Library), _shell.File("books/caller.yaml", Caller));

        Assert.Equal(0, await _shell.RunAsync("lint", caller, library, "--offline"));
        Assert.Equal(0, await _shell.RunAsync("lint", Path.GetDirectoryName(caller)!, "--offline"));
        Assert.Equal(2, await _shell.RunAsync("lint", caller, "--offline"));
        Assert.Contains("caller.yaml:9:43: error: there is no WorkflowTemplate 'lib' among the files given [undefined-document]", _shell.Out);
    }

    [Fact]
    public async Task A_run_takes_its_templates_from_the_files_beside_it()
    {
        var (library, caller) = (_shell.File("lib/lib.yaml", Library), _shell.File("caller.yaml", Caller));

        Assert.Equal(0, await Run(caller, "--with", Path.GetDirectoryName(library)!, "-o", "json"));

        var status = JsonDocument.Parse(_shell.Out).RootElement.GetProperty("status");
        Assert.Equal(["namespaced/lib/say"], status.GetProperty("storedTemplates").EnumerateObject().Select(template => template.Name));
    }

    [Fact]
    public async Task Of_a_file_with_templates_and_one_workflow_the_workflow_is_run()
    {
        Assert.Equal(0, await Run(_shell.File("all.yaml", Library + "\n---\n" + Caller), "-o", "name"));
        Assert.Equal("caller\n", _shell.Out);
    }

    [Fact]
    public async Task Of_several_documents_one_has_to_be_chosen()
    {
        var file = _shell.File("lib.yaml", Library);

        Assert.Equal(2, await Run(file));
        Assert.EndsWith("lib.yaml has 2 documents that can be run; choose one with --from: workflowtemplate/lib, cronworkflow/nightly\n", _shell.Error);

        Assert.Equal(0, await Run(file, "--from", "workflowtemplate/lib", "-p", "what=chosen"));
        Assert.Contains("what=chosen", _shell.Out);
        Assert.Equal(0, await Run(file, "--from", "cronwf/nightly", "-o", "name"));
        Assert.StartsWith("nightly-", _shell.Out);
    }

    [Theory]
    [InlineData("workflowtemplate/lbi", "there is no WorkflowTemplate 'lbi' in the file; did you mean 'lib'?")]
    [InlineData("template/lib", "--from template/lib: expected KIND/NAME")]
    [InlineData("lib", "--from lib: expected KIND/NAME")]
    public async Task What_is_not_in_the_file_is_told(string from, string message)
    {
        Assert.Equal(2, await Run(_shell.File("lib.yaml", Library), "--from", from));
        Assert.Contains(message, _shell.Error);
    }

    [Fact]
    public async Task A_value_that_only_the_document_referred_to_does_not_allow_is_told_and_runs()
    {
        var runbook = _shell.File("choices.yaml", """
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {generateName: sized-}
            spec:
              workflowTemplateRef: {name: sizes}
              arguments: {parameters: [{name: size, value: small}]}
            ---
            apiVersion: argoproj.io/v1alpha1
            kind: WorkflowTemplate
            metadata: {name: sizes}
            spec:
              entrypoint: main
              arguments: {parameters: [{name: size, enum: [small, large], value: small}]}
              templates:
                - {name: main, container: {image: busybox, command: [echo], args: ["{{workflow.parameters.size}}"]}}
            """);

        Assert.Equal(0, await Run(runbook, "-p", "size=huge"));
        Assert.Contains("warning: 'huge' is not one of small, large", _shell.Error);
    }

    [Fact]
    public async Task A_mistake_in_a_file_beside_it_keeps_a_runbook_from_being_run()
    {
        var library = _shell.File("lib.yaml", Library.Replace("inputs.parameters.what}}", "inputs.parameters.waht}}", StringComparison.Ordinal));

        Assert.Equal(2, await Run(_shell.File("caller.yaml", Caller), "--with", library));
        Assert.Contains("lib.yaml:10:", _shell.Error);
        Assert.EndsWith("lib.yaml can't be run\n", _shell.Error);
    }

    private Task<int> Run(string file, params string[] arguments) => _shell.RunAsync(["run", file, "--runtime", "process", .. arguments]);
}
