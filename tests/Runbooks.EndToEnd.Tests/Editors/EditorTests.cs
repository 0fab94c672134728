using Runbooks.EndToEnd.Tests.Examples;
using Runbooks.EndToEnd.Tests.Support;

namespace Runbooks.EndToEnd.Tests.Editors;

/// <summary>An editor that has the output of <c>runbooks schema</c> knows the language.</summary>
public sealed class EditorTests : IAsyncLifetime
{
    private const string Step = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata:
          generateName: stop-
        spec:
          entrypoint: stop
          templates:
            - name: stop
              retryStrategy:
                limit: 2
              plugin:
                aws:
                  service: ec2
                  action: StopInstances
                  parameters:
                    InstanceIds: ["{{workflow.parameters.id}}"]
        """;

    private readonly RunbooksProgram _program = new();
    private LanguageServer? _server;

    private LanguageServer Server => _server!;

    public async ValueTask InitializeAsync()
    {
        var program = Environment.GetEnvironmentVariable("RUNBOOKS_TEST_YAML_SERVER");
        Assert.SkipWhen(program is null, "there is no YAML language server: . <(tests/testbed/env)");
        var schema = await _program.RunAsync("schema");
        schema.ShouldExit(0);
        _server = await LanguageServer.StartAsync(program, new Uri(_program.Write("schema.json", schema.Output)).AbsoluteUri);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _program.Dispose();
    }

    public static TheoryData<string> Runbooks =>
        [.. new[] { "runbooks", "docs/examples" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*.yaml", SearchOption.AllDirectories)).Select(file => Path.GetRelativePath(Checkout.Root, file)).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task Nothing_is_marked_in_the_project_s_own_runbooks()
    {
        foreach (string file in Runbooks.Select(row => row.Data))
            await NothingIsMarkedAsync(Path.Combine(Checkout.Root, file));
    }

    [Fact]
    public async Task Nothing_is_marked_in_Argo_s_examples_that_lint_finds_right()
    {
        var wrong = (await _program.RunAsync("lint", ArgoExamples.FolderOrSkip(), "-o", "json")).Json.AsArray()
            .Where(finding => (string?)finding!["severity"] == "error" || (string?)finding["rule"] == "executor-plugin").Select(finding => (string?)finding!["file"]).ToHashSet();
        foreach (var file in Directory.EnumerateFiles(ArgoExamples.FolderOrSkip(), "*.yaml", SearchOption.AllDirectories).Where(file => !wrong.Contains(file) && IsRunbook(file)).Order(StringComparer.Ordinal))
            await NothingIsMarkedAsync(file, orNoYaml: true);
    }

    /// <param name="orNoYaml">Quoted text that isn't indented is taken by Go's YAML reader and ours, and not by the editor's, which then has no telling what the rest is.</param>
    private async Task NothingIsMarkedAsync(string file, bool orNoYaml = false)
    {
        var found = await Server.OpenAsync(new Uri(file).AbsoluteUri, File.ReadAllText(file));
        Assert.True(found.Count == 0 || (orNoYaml && found.Any(mark => mark.IsSyntax)), $"{file}\n{string.Join('\n', found)}");
    }

    /// <summary>Some of the files are objects that the examples use.</summary>
    private static bool IsRunbook(string file) => !File.ReadLines(file).Any(line => line.StartsWith("apiVersion: ", StringComparison.Ordinal) && !line.Contains("argoproj.io", StringComparison.Ordinal));

    [Fact]
    public async Task A_mistyped_field_is_marked_where_it_stands() =>
        Assert.Equal("10: Property limits is not allowed.", Assert.Single(await Server.OpenAsync("file:///mistyped.yaml", Step.Replace("limit:", "limits:", StringComparison.Ordinal))).ToString());

    [Fact]
    public async Task A_parameter_that_the_operation_does_not_have_is_marked() =>
        Assert.Contains("16: Property InstanceId is not allowed.", (await Server.OpenAsync("file:///parameter.yaml", Step.Replace("InstanceIds:", "InstanceId:", StringComparison.Ordinal))).Select(mark => mark.ToString()));

    [Fact]
    public async Task Fields_are_offered_where_they_may_stand()
    {
        await Server.OpenAsync("file:///fields.yaml", Step.Replace("limit: 2", "", StringComparison.Ordinal));
        var offered = await Server.CompleteAsync("file:///fields.yaml", line: 9, character: 8);
        Assert.Contains("backoff", offered);
        Assert.Contains("retryPolicy", offered);
        Assert.DoesNotContain("entrypoint", offered);
    }

    [Fact]
    public async Task The_operations_of_a_service_are_offered()
    {
        await Server.OpenAsync("file:///actions.yaml", Step.Replace("StopInstances", "", StringComparison.Ordinal));
        var offered = await Server.CompleteAsync("file:///actions.yaml", line: 13, character: 18);
        Assert.Contains("StopInstances", offered);
        Assert.Contains("DescribeInstances", offered);
        Assert.DoesNotContain("AssumeRole", offered);
    }

    [Fact]
    public async Task The_parameters_of_an_operation_are_offered()
    {
        await Server.OpenAsync("file:///parameters.yaml", Step.Replace("InstanceIds: [\"{{workflow.parameters.id}}\"]", "", StringComparison.Ordinal));
        var offered = await Server.CompleteAsync("file:///parameters.yaml", line: 15, character: 12);
        Assert.Contains("InstanceIds", offered);
        Assert.Contains("Hibernate", offered);
    }

    [Fact]
    public async Task A_field_tells_what_it_is_for()
    {
        await Server.OpenAsync("file:///hover.yaml", Step);
        Assert.Contains("How often it is tried again", await Server.HoverAsync("file:///hover.yaml", line: 9, character: 10), StringComparison.Ordinal);
    }
}
