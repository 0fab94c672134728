using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Runbooks.Cli.Documents;
using Runbooks.Cli.Output;
using Runbooks.Engine.Lint;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Schemas;
using Runbooks.Server.Clouds;

namespace Runbooks.Cli.Running;

/// <summary>A runbook that lint has passed and what the user wants of it, ready to be submitted.</summary>
internal sealed partial class Submission
{
    private readonly Func<Submission, string, DateTimeOffset, Submitted> _submit;
    private readonly string _suffix = RandomNumberGenerator.GetString("bcdfghjklmnpqrstvwxz2456789", 5);

    private Submission(Func<Submission, string, DateTimeOffset, Submitted> submit, TimeProvider time) =>
        (_submit, RunId) = (submit, Guid.CreateVersion7(time.GetUtcNow()).ToString());

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
        var document = await ReadDocumentAsync(settings, shell, cancellation);
        var submission = new Submission(
            (self, @namespace, now) => Submitter.Submit(document.Workflow, request, self.RunId, self._suffix, @namespace, now, document.References), shell.Time);
        // The namespace isn't known yet, but all mistakes are.
        var first = submission._submit(submission, "default", shell.Time.GetUtcNow());
        Accepted(first);
        foreach (var warning in first.Warnings) shell.Error.WriteLine($"warning: {warning}");
        return submission;
    }

    /// <summary>What another run was made of, to be run again.</summary>
    public static Submission Of(RunState original, bool memoized, IReadOnlyDictionary<string, string> parameters, Shell shell)
    {
        var submission = new Submission((self, _, now) => Resubmitter.Resubmit(original, memoized, parameters, self.RunId, self._suffix, now), shell.Time);
        submission.Submit(original.Run.Namespace, shell.Time.GetUtcNow());
        return submission;
    }

    /// <exception cref="CommandException">A parameter is missing, unknown or of a value not allowed.</exception>
    public RunSubmitted Submit(string defaultNamespace, DateTimeOffset now) => Accepted(_submit(this, defaultNamespace, now));

    private static RunSubmitted Accepted(Submitted submitted) =>
        submitted.Event ?? throw CommandException.BadInput(string.Join("\nerror: ", submitted.Problems));

    private static async Task<RunbookDocument> ReadDocumentAsync(RunSettings settings, Shell shell, CancellationToken cancellation)
    {
        using var clouds = CloudProviders.ToCheck(settings.Place.Sandbox, settings.Place.Runtime);
        var choice = new RunbookChoice(settings.File, settings.From);
        var reading = new RunbookReading(clouds.Language, shell) { Namespace = settings.Namespace };
        var files = await reading.ReadAsync(settings.File, RunbookFiles.In(settings.With), choice.Made(), cancellation);
        foreach (var file in files) FindingOutput.Write(file, shell.OpenError());
        // The mistake itself says more than that it is in a file referred to.
        var wrong = files.Find(file => file.Reading.Findings.Any(finding => finding is { Severity: Severity.Error, Rule: not "broken-reference" })) ?? files.Find(file => file.Reading.HasErrors);
        if (wrong is not null) throw CommandException.BadInput(Refusal(wrong));
        var document = choice.Of(files[0].Reading.Documents);
        foreach (var note in ScheduleNotes.OfRun(document)) shell.Error.WriteLine(note);
        return document;
    }

    private static string Refusal(RunbookFile wrong) =>
        wrong.Reading.Findings.Any(finding => finding.Rule == "undefined-document") ? $"{wrong.Name} can't be run; name the files that have the missing documents with --with" : $"{wrong.Name} can't be run";

    private static string? Checked(string option, string? name) => name is null || KubernetesName().IsMatch(name)
        ? name
        : throw CommandException.BadInput($"{option} '{name}': expected at most 63 lower-case letters, digits and '-', with a letter or digit at both ends");

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant)]
    private static partial Regex KubernetesName();
}
