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

    private static void None(IEnumerable<IEnumerable<FieldSite>> fields)
    {
        var found = fields.Select(field => field.First().ToString()).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }
}
