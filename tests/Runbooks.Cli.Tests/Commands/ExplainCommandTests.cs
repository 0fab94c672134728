using System.Text.Json.Nodes;
using Runbooks.Cli.Language;

namespace Runbooks.Cli.Tests.Commands;

public sealed class ExplainCommandTests : IDisposable
{
    private readonly TestShell _shell = new();

    public void Dispose() => _shell.Dispose();

    [Fact]
    public async Task A_field_is_told_with_its_places_its_type_its_default_its_values_and_an_example()
    {
        Assert.Equal(0, await _shell.RunAsync("explain", "retryStrategy.retryPolicy"));
        Assert.StartsWith(
            """
            retryPolicy: text
              spec.templates[].retryStrategy.retryPolicy
              spec.retryStrategy.retryPolicy
            """, _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nDefault: OnFailure\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nValues: Always, OnFailure, OnError, OnTransientError\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nExample (", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("retryPolicy: Always\n", _shell.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spec.templates[0].steps[0][1].when", "spec.templates[].steps[][].when")]
    [InlineData("spec.templates.steps.when", "spec.templates[].steps[][].when")]
    [InlineData("backoff.cap", "spec.templates[].retryStrategy.backoff.cap")]
    [InlineData("hooks.exit.template", "spec.hooks.NAME.template (exit)")]
    [InlineData("aws.ec2.StopInstances.InstanceIds", "spec.templates[].plugin.aws.parameters.InstanceIds (service: ec2, action: StopInstances)")]
    [InlineData("workflowSpec", "spec.workflowSpec (kind: CronWorkflow)")]
    public async Task A_path_is_found_by_its_end_with_or_without_brackets(string asked, string path)
    {
        Assert.Equal(0, await _shell.RunAsync("explain", asked, "-o", "json"));
        Assert.Contains(path, JsonNode.Parse(_shell.Out)!["paths"]!.AsArray().Select(each => (string?)each));
    }

    [Theory]
    [InlineData("retryStrategy.limits", "has no field 'limits'; did you mean 'limit'?")]
    [InlineData("retryStrategie", "the language has no field 'retryStrategie'; did you mean 'retryStrategy'?")]
    [InlineData("aws.ec2.StopInstance", "has no field 'StopInstance'; did you mean 'StopInstances'?")]
    public async Task An_unknown_field_ends_with_2_and_the_nearest_one(string asked, string error)
    {
        Assert.Equal(2, await _shell.RunAsync("explain", asked));
        Assert.Contains(error, _shell.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_field_of_the_language_says_what_it_is_for() =>
        None(new FieldIndex(DocumentedLanguage.Load()).Argo.Where(field => field.All(site => (site.Field.Description ?? site.Field.Schema.Description) is null)));

    [Fact]
    public void Every_field_of_the_language_is_shown_by_an_example() =>
        None(new FieldIndex(DocumentedLanguage.Load()).Argo.Where(field => field.All(site => FieldExamples.Of(site) is null)));

    [Fact]
    public void Every_field_of_a_native_call_says_what_it_is_for_and_is_shown_by_an_example()
    {
        var fields = Below(new FieldIndex(DocumentedLanguage.Load()).Find("plugin.aws").Take(1)).ToLookup(site => site.Field.Name);
        None(fields.Where(field => field.Any(site => Description(site) is null) || field.All(site => FieldExamples.Of(site) is null)));
    }

    [Fact]
    public async Task An_example_is_whole_down_to_the_field_that_was_asked_for()
    {
        await _shell.RunAsync("explain", "waitFor");
        Assert.Contains("  waitFor:\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("    timeout: 15m\n", _shell.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_example_has_the_field_that_it_is_for() =>
        None(new FieldIndex(DocumentedLanguage.Load()).Argo.Where(field => field.Any(site => FieldExamples.Of(site) is { } example && !example.Lines.Any(line => line.Contains(site.Field.Name, StringComparison.Ordinal)))));

    [Fact]
    public void Every_operation_says_whether_it_changes_something_and_where_to_read_of_it()
    {
        var index = new FieldIndex(DocumentedLanguage.Load());
        Assert.Equal(
            "The request of ec2 DescribeInstances. It changes nothing. What it does: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances",
            Description(index.Find("aws.ec2.DescribeInstances")[0]));
        Assert.Contains("its outcome is unknown", Description(index.Find("aws.ec2.RebootInstances")[0]), StringComparison.Ordinal);
        Assert.Contains("STS/latest/APIReference/API_AssumeRole", Description(index.Find("aws.sts.AssumeRole")[0]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_of_many_fields_is_told_of_a_workflow_first_and_of_the_others_where_it_means_something_else()
    {
        await _shell.RunAsync("explain", "when");
        Assert.StartsWith("when: text\n  spec.templates[].steps[][].when\n", _shell.Out, StringComparison.Ordinal);
        Assert.Contains("\nspec.when (kind: CronWorkflow): A run is started only if this condition holds.\n", _shell.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("cronworkflow", _shell.Out, StringComparison.Ordinal);
    }

    private static string? Description(FieldSite site) => site.Field.Description ?? site.Field.Schema.Description;

    /// <summary>All but the operations' own.</summary>
    private static IEnumerable<FieldSite> Below(IEnumerable<FieldSite> sites) =>
        sites.SelectMany(site => site.Fields).SelectMany(site => site.Field.Name == "parameters" ? [site] : Below([site]).Prepend(site));

    private static void None(IEnumerable<IEnumerable<FieldSite>> fields)
    {
        var found = fields.Select(field => field.First().ToString()).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
