using System.Text;
using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Reads runbook files: YAML or JSON, one document or several, and finds everything wrong that can be known before a run.</summary>
/// <param name="providers">Whose native steps the runbooks may use.</param>
/// <param name="kubernetesTypes">The schema of a Kubernetes type by its name without version, e.g. <c>Container</c>.</param>
public sealed class RunbookLanguage(IReadOnlyList<IProvider> providers, Func<string, Schema> kubernetesTypes)
{
    private readonly ArgoSchema _schema = new(providers, kubernetesTypes);

    /// <summary>How large a file may be.</summary>
    public YamlLimits Limits { get; init; } = YamlLimits.Default;

    /// <summary>The language itself, with every native operation the providers describe.</summary>
    public Schema Schema => _schema.Workflow;

    /// <param name="file">The file's name, for findings.</param>
    public Reading Read(string file, string text) => Read(file, Encoding.UTF8.GetBytes(text));

    /// <param name="file">The file's name, for findings.</param>
    public Reading Read(string file, ReadOnlyMemory<byte> text)
    {
        var findings = new FindingList(file);
        var stream = YamlReader.Read(text.Span, Limits);
        foreach (var mistake in stream.Mistakes) findings.Add(mistake.At, "", mistake.Message, mistake.Rule);
        var runbooks = stream.Documents.Select(document => ReadDocument(file, document, findings)).OfType<RunbookDocument>().ToList();
        if (stream.Documents.Count == 0 && findings.Errors == 0)
            findings.Add(Position.Start, "", $"the file is empty; expected {DocumentKind.Expected}", "no-runbook");
        return new Reading(runbooks, findings.Sorted());
    }

    private RunbookDocument? ReadDocument(string file, YamlDocument document, FindingList findings)
    {
        var errorsBefore = findings.Errors;
        if (!DocumentKind.IsWorkflow(document, findings)) return null;
        var workflow = ShapeCheck.Check(document, Schema, findings, out var shape);
        if (workflow is null && findings.Errors == errorsBefore)
            findings.Add(document.Root.At, "", "the document's values are of other types than the language's", "wrong-type");
        if (workflow is not null) Linter.Check(new LintContext(document, workflow, providers, shape, findings));
        return workflow is not null && document.IsSound && findings.Errors == errorsBefore ? new RunbookDocument(file, workflow, document) : null;
    }
}
