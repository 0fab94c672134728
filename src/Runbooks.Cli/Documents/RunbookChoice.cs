using System.Text;
using Runbooks.Engine.Lint;
using Runbooks.Schemas;

namespace Runbooks.Cli.Documents;

/// <summary>Which of several documents the user wants to run.</summary>
/// <param name="File">The file named; null if none was.</param>
/// <param name="From"><c>KIND/NAME</c>, or null.</param>
internal sealed record RunbookChoice(string? File, string? From)
{
    private static readonly Dictionary<string, RunbookKind> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        ["workflow"] = RunbookKind.Workflow,
        ["wf"] = RunbookKind.Workflow,
        ["workflowtemplate"] = RunbookKind.WorkflowTemplate,
        ["wftmpl"] = RunbookKind.WorkflowTemplate,
        ["clusterworkflowtemplate"] = RunbookKind.ClusterWorkflowTemplate,
        ["cwft"] = RunbookKind.ClusterWorkflowTemplate,
        ["cronworkflow"] = RunbookKind.CronWorkflow,
        ["cronwf"] = RunbookKind.CronWorkflow,
    };

    /// <summary>A workflow that refers to the template; null if no file is needed to run it.</summary>
    /// <exception cref="CommandException">What was asked for can't be understood.</exception>
    public byte[]? Made()
    {
        if (File is not null || From is null) return null;
        var (kind, name) = Wanted(From);
        if (kind is not (RunbookKind.WorkflowTemplate or RunbookKind.ClusterWorkflowTemplate))
            throw CommandException.BadInput($"--from {From}: name the file that it is in; without one, only a workflowtemplate or a clusterworkflowtemplate can be run");
        return Encoding.UTF8.GetBytes($"""
            apiVersion: argoproj.io/v1alpha1
            kind: Workflow
            metadata: {"{"}generateName: {name}-{"}"}
            spec: {"{"}workflowTemplateRef: {"{"}name: {name}, clusterScope: {(kind == RunbookKind.ClusterWorkflowTemplate ? "true" : "false")}{"}}"}

            """);
    }

    /// <summary>The document wanted; without a word about it, the one workflow there is, else the one document that can be run.</summary>
    /// <param name="documents">Those of the file.</param>
    /// <exception cref="CommandException">There is no such document, or there are several.</exception>
    public RunbookDocument Of(IReadOnlyList<RunbookDocument> documents)
    {
        if (From is not null && File is not null) return Named(From, documents);
        var workflows = documents.Where(document => document.Kind == RunbookKind.Workflow).ToList();
        return workflows.Count == 1 ? workflows[0]
            : documents.Count == 1 ? documents[0]
            : throw CommandException.BadInput(documents.Count == 0 ? $"{File} has nothing that can be run" : $"{File} has {documents.Count} documents that can be run; choose one with --from: {string.Join(", ", documents.Select(Shown))}");
    }

    private static RunbookDocument Named(string from, IReadOnlyList<RunbookDocument> documents)
    {
        var (kind, name) = Wanted(from);
        return documents.FirstOrDefault(document => document.Kind == kind && document.Name == name)
            ?? throw CommandException.BadInput($"there is no {kind} '{name}' in the file{DidYouMean.Hint(name, documents.Where(document => document.Kind == kind).Select(document => document.Name))}");
    }

    private static (RunbookKind Kind, string Name) Wanted(string from) =>
        from.Split('/', 2) is [var kind, { Length: > 0 } name] && Kinds.TryGetValue(kind, out var known) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.')
            ? (known, name)
            : throw CommandException.BadInput($"--from {from}: expected KIND/NAME, with one of {string.Join(", ", Kinds.Keys)}");

    private static string Shown(RunbookDocument document) => $"{document.Kind.ToString().ToLowerInvariant()}/{document.Name}";
}
