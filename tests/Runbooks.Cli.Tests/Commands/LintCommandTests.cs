using System.Text.Json;

namespace Runbooks.Cli.Tests.Commands;

public sealed class LintCommandTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_sound_runbook_ends_with_0()
    {
        Assert.Equal(0, await _shell.RunAsync("lint", _shell.File("hello.yaml", Runbook.Hello)));
        Assert.Equal("", _shell.Out);
        Assert.Equal("1 file: 0 errors, 0 warnings\n", _shell.Error);
    }

    [Fact]
    public async Task Errors_are_lines_with_place_and_rule_and_end_with_2()
    {
        var file = _shell.File("wrong.yaml", Runbook.Wrong);
        Assert.Equal(2, await _shell.RunAsync("lint", file));
        Assert.Matches($@"^{file}:5:\d+: error: .*mian.* \[[a-z-]+\]\n$", _shell.Out);
    }

    [Fact]
    public async Task Warnings_alone_end_with_0()
    {
        var file = _shell.File("with-secret.yaml", Runbook.Hello + "\n---\n{apiVersion: v1, kind: Secret}\n");
        Assert.Equal(0, await _shell.RunAsync("lint", file));
        Assert.Contains(": warning: ", _shell.Out);
    }

    [Fact]
    public async Task A_folder_means_all_yaml_and_json_below_it()
    {
        _shell.File("books/a.yaml", Runbook.Hello);
        _shell.File("books/deep/b.yml", Runbook.Hello);
        _shell.File("books/notes.txt", "no runbook");
        _shell.File("books/.hidden/c.yaml", Runbook.Wrong);
        var folder = Path.GetDirectoryName(_shell.File("books/d.json", "[]"))!;
        Assert.Equal(2, await _shell.RunAsync("lint", folder));
        Assert.StartsWith("3 files: 1 error,", _shell.Error);
    }

    [Fact]
    public async Task What_a_local_process_cant_have_is_an_error_where_it_is_to_be_one_and_a_warning_in_a_template_for_others()
    {
        const string templates = """
              templates:
                - name: go
                  containerSet: {containers: [{name: main, image: busybox, command: [ls]}]}
                - name: keyed
                  inputs: {}
                  script: {image: busybox, command: [sh], source: "true", envFrom: [{secretRef: {name: s}}]}
            """;
        var file = _shell.File("set.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: {name: a}\nspec:\n  entrypoint: go\n" + templates);
        var library = _shell.File("library.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: WorkflowTemplate\nmetadata: {name: lib}\nspec:\n" + templates);

        Assert.Equal(0, await _shell.RunAsync("lint", file));
        Assert.Equal(0, await _shell.RunAsync("lint", library, "--runtime", "process"));
        Assert.Contains("warning: template 'go' is a containerSet, which needs a cluster", _shell.Out);
        Assert.Equal(2, await _shell.RunAsync("lint", file, "--runtime", "process"));
        Assert.Contains("error: template 'go' is a containerSet, which needs a cluster", _shell.Out);
        Assert.Contains("error: 'envFrom' needs a cluster", _shell.Out);
    }

    [Fact]
    public async Task Json_lists_all_findings_of_all_files()
    {
        Assert.Equal(2, await _shell.RunAsync("lint", "-o", "json", _shell.File("a.yaml", Runbook.Wrong), _shell.File("b.yaml", Runbook.Wrong)));
        var findings = JsonDocument.Parse(_shell.Out).RootElement.EnumerateArray().ToList();
        Assert.Equal(["a.yaml", "b.yaml"], findings.Select(finding => Path.GetFileName(finding.GetProperty("file").GetString())));
        Assert.All(findings, finding => Assert.Equal((5, "error"), (finding.GetProperty("line").GetInt32(), finding.GetProperty("severity").GetString())));
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2()
    {
        Assert.Equal(2, await _shell.RunAsync("lint", "nowhere.yaml"));
        Assert.Equal("error: there is no file nowhere.yaml\n", _shell.Error);
    }
}
