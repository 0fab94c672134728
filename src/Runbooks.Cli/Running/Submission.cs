using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Output;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Server.Clouds;

namespace Runbooks.Cli.Running;

/// <summary>A runbook that lint has passed and what the user wants of it, ready to be submitted.</summary>
internal sealed partial class Submission
{
    private readonly RunRequest _request;
    private readonly string _suffix = RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);

    private Submission(Workflow workflow, RunRequest request, TimeProvider time) =>
        (Workflow, _request, RunId) = (workflow, request, Guid.CreateVersion7(time.GetUtcNow()).ToString());

    public Workflow Workflow { get; }

    public string RunId { get; }

    /// <summary>Reads and checks all of it, and prints what lint finds.</summary>
    /// <exception cref="CommandException">The document or what was asked of it is wrong.</exception>
    public static Submission Read(string file, RunSettings settings, Shell shell)
    {
        var request = new RunRequest
        {
            Name = Checked("--name", settings.Name),
            Namespace = Checked("--namespace", settings.Namespace),
            Entrypoint = settings.Entrypoint,
            Annotations = settings.Place.Annotations,
            Parameters = ParameterValues.Read(settings.ParameterFile, settings.Parameters, shell),
        };
        var submission = new Submission(ReadWorkflow(file, settings.Place.Sandbox, shell), request, shell.Time);
        // The namespace isn't known yet, but all mistakes are.
        submission.Submit("default", shell.Time.GetUtcNow());
        return submission;
    }

    /// <exception cref="CommandException">A parameter is missing, unknown or of a value not allowed.</exception>
    public RunSubmitted Submit(string defaultNamespace, DateTimeOffset now)
    {
        var submitted = Submitter.Submit(Workflow, _request, RunId, _suffix, defaultNamespace, now);
        return submitted.Event ?? throw CommandException.BadInput(string.Join("\nerror: ", submitted.Problems));
    }

    private static Workflow ReadWorkflow(string name, bool sandbox, Shell shell)
    {
        using var clouds = CloudProviders.ToCheck(sandbox);
        var file = RunbookFile.Read(name, clouds.Language, shell);
        FindingOutput.Write(file, shell.OpenError());
        if (file.Reading.HasErrors) throw CommandException.BadInput($"{name} can't be run");
        return file.Reading.Documents is [var document]
            ? document.Workflow
            : throw CommandException.BadInput($"{name} has {file.Reading.Documents.Count} workflows; run needs a file with one");
    }

    private static string? Checked(string option, string? name) => name is null || KubernetesName().IsMatch(name)
        ? name
        : throw CommandException.BadInput($"{option} '{name}': expected at most 63 lower-case letters, digits and '-', with a letter or digit at both ends");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex KubernetesName();
}
