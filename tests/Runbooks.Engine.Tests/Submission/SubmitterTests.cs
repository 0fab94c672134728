using Runbooks.Engine.Argo;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Tests.Submission;

public class SubmitterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Workflow Document = new()
    {
        ApiVersion = "argoproj.io/v1alpha1",
        Kind = "Workflow",
        Metadata = new Metadata { GenerateName = "stop-", Annotations = new Dictionary<string, string> { ["why"] = "document" } },
        Spec = new WorkflowSpec
        {
            Entrypoint = "main",
            Arguments = new Arguments
            {
                Parameters =
                [
                    new Parameter { Name = "region", Value = new AnyString("eu-west-1") },
                    new Parameter { Name = "size", Default = new AnyString("small"), Enum = [new AnyString("small"), new AnyString("large")] },
                ],
            },
            Templates = [new Template { Name = "main" }, new Template { Name = "other" }],
        },
    };

    [Fact]
    public void A_run_takes_its_name_from_the_request_else_the_document_else_a_generated_one()
    {
        Assert.Equal("mine", Submit(new RunRequest { Name = "mine" }).Event!.Run.Name);
        // As in Kubernetes, so that a name is never longer than a label's value may be.
        Assert.Equal(new string('a', 58) + "x7k2p", Submit(new RunRequest(), Document with { Metadata = new Metadata { GenerateName = new string('a', 70) } }).Event!.Run.Name);
        Assert.Equal("own", Submit(new RunRequest(), Document with { Metadata = new Metadata { Name = "own", GenerateName = "stop-" } }).Event!.Run.Name);
        Assert.Equal("stop-x7k2p", Submit(new RunRequest()).Event!.Run.Name);
        Assert.Equal("run-x7k2p", Submit(new RunRequest(), Document with { Metadata = new Metadata() }).Event!.Run.Name);
    }

    [Fact]
    public void A_run_goes_where_the_request_says_else_the_document_else_the_default()
    {
        var night = Document with { Metadata = new Metadata { Name = "own", Namespace = "night" } };

        Assert.Equal("day", Submit(new RunRequest { Namespace = "day" }, night).Event!.Run.Namespace);
        Assert.Equal("night", Submit(new RunRequest(), night).Event!.Run.Namespace);
        Assert.Equal("default", Submit(new RunRequest()).Event!.Run.Namespace);
    }

    [Fact]
    public void Parameters_given_win_over_the_documents_values_and_defaults()
    {
        var submitted = Submit(new RunRequest { Parameters = new Dictionary<string, string> { ["size"] = "large" } }).Event!;

        Assert.Equal(["eu-west-1", "large"], submitted.Workflow.Spec.Arguments.Parameters.Select(parameter => parameter.Value!.Text));
        Assert.Equal(["eu-west-1", "small"], Submit(new RunRequest()).Event!.Workflow.Spec.Arguments.Parameters.Select(parameter => parameter.Value!.Text));
    }

    [Fact]
    public void The_stored_document_has_the_runs_name_entrypoint_and_annotations()
    {
        var submitted = Submit(new RunRequest { Entrypoint = "other", Annotations = new Dictionary<string, string> { ["by"] = "ada", ["why"] = "request" } }).Event!;

        Assert.Equal(("stop-x7k2p", "default", "other"), (submitted.Workflow.Metadata.Name, submitted.Workflow.Metadata.Namespace, submitted.Workflow.Spec.Entrypoint));
        Assert.Equal(new Dictionary<string, string> { ["why"] = "request", ["by"] = "ada" }, submitted.Workflow.Metadata.Annotations);
        Assert.Equal((Now, "id-1"), (submitted.At, submitted.Run.Id));
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var missing = Document with { Spec = Document.Spec with { Arguments = new Arguments { Parameters = [new Parameter { Name = "tag", Description = "Which instances" }, .. Document.Spec.Arguments.Parameters] } } };

        var submitted = Submit(new RunRequest
        {
            Name = "Not_A_Name",
            Entrypoint = "mian",
            Parameters = new Dictionary<string, string> { ["regoin"] = "x", ["size"] = "medium" },
        }, missing);

        Assert.Null(submitted.Event);
        Assert.Equal(
        [
            "the run's name 'Not_A_Name' can't be used: at most 63 of lower-case letters, digits, '-' and '.', beginning and ending with a letter or digit",
            "the runbook has no parameter 'regoin'; did you mean 'region'?",
            "parameter 'tag' needs a value: -p tag=… (Which instances)",
            "parameter 'size': 'medium' is not one of small, large",
            "there is no template 'mian' to enter at; did you mean 'main'?",
        ], submitted.Problems);
    }

    [Theory]
    [InlineData("a", true)]
    [InlineData("stop-1.x", true)]
    [InlineData("123456789-123456789-123456789-123456789-123456789-123456789-123", true)]
    [InlineData("123456789-123456789-123456789-123456789-123456789-123456789-1234", false)]
    [InlineData("", false)]
    [InlineData("-a", false)]
    [InlineData("a-", false)]
    [InlineData("a..b", false)]
    [InlineData("a/b", false)]
    [InlineData("../a", false)]
    [InlineData("@latest", false)]
    [InlineData("ä", false)]
    public void A_name_that_no_Pod_could_have_is_refused(string name, bool isFine) =>
        Assert.Equal(isFine, Submit(new RunRequest { Name = name }).Problems.Count == 0);

    private static Submitted Submit(RunRequest request, Workflow? document = null) => Submitter.Submit(document ?? Document, request, "id-1", "x7k2p", "default", Now);
}
