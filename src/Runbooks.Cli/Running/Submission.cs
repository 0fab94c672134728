using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Output;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Server.Clouds;

namespace Runbooks.Cli.Running;

/// <summary>A runbook that lint has passed and what the user wants of it, ready to be submitted.</summary>
internal sealed partial class Submission
{
    private readonly RunRequest _request;
    private readonly string _suffix = RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);

    private readonly RunbookDocument _document;

    private Submission(RunbookDocument document, RunRequest request, TimeProvider time) =>
        (_document, _request, RunId) = (document, request, Guid.CreateVersion7(time.GetUtcNow()).ToString());

    public string RunId { get; }

    /// <summary>Reads and checks all of it, and prints what lint finds.</summary>
    /// <exception cref="CommandException">The document or what was asked of it is wrong.</exception>
    public static async Task<Submission> ReadAsync(RunSettings settings, Shell shell, CancellationToken cancellation)
    {
        var request = new RunRequest
        {
            Name = Checked("--name", settings.Name),
            Namespace = Checked("--namespace", settings.Namespace),
            Entrypoint = settings.Entrypoint,
            Annotations = settings.Place.Annotations,
            Parameters = ParameterValues.Read(settings.ParameterFile, settings.Parameters, shell),
        };
        var submission = new Submission(await ReadDocumentAsync(settings, shell, cancellation), request, shell.Time);
        // The namespace isn't known yet, but all mistakes are.
        submission.Submit("default", shell.Time.GetUtcNow());
        return submission;
    }

    /// <exception cref="CommandException">A parameter is missing, unknown or of a value not allowed.</exception>
    public RunSubmitted Submit(string defaultNamespace, DateTimeOffset now)
    {
        var submitted = Submitter.Submit(_document.Workflow, _request, RunId, _suffix, defaultNamespace, now, _document.References);
        return submitted.Event ?? throw CommandException.BadInput(string.Join("\nerror: ", submitted.Problems));
    }

    private static async Task<RunbookDocument> ReadDocumentAsync(RunSettings settings, Shell shell, CancellationToken cancellation)
    {
        using var clouds = CloudProviders.ToCheck(settings.Place.Sandbox);
        var choice = new RunbookChoice(settings.File, settings.From);
        var reading = new RunbookReading(clouds.Language, shell) { Namespace = settings.Namespace };
        var files = await reading.ReadAsync(settings.File, RunbookFiles.In(settings.With), choice.Made(), cancellation);
        foreach (var file in files) FindingOutput.Write(file, shell.OpenError());
        if (files.Find(file => file.Reading.HasErrors) is { } wrong) throw CommandException.BadInput($"{wrong.Name} can't be run");
        return choice.Of(files[0].Reading.Documents);
    }

    private static string? Checked(string option, string? name) => name is null || KubernetesName().IsMatch(name)
        ? name
        : throw CommandException.BadInput($"{option} '{name}': expected at most 63 lower-case letters, digits and '-', with a letter or digit at both ends");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex KubernetesName();
}
