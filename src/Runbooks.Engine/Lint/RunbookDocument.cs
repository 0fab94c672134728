using Runbooks.Engine.Argo;
using Runbooks.Engine.Submission;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint;

/// <summary>A runbook without errors, and where each of its fields stands.</summary>
/// <param name="Workflow">What is submitted to run it: the document itself, or what <c>argo submit --from</c> makes of one of another kind.</param>
public sealed record RunbookDocument(string File, Workflow Workflow, YamlDocument Source)
{
    public required RunbookKind Kind { get; init; }

    /// <summary>The document's own name, or the beginning of the names of its runs.</summary>
    public required string Name { get; init; }

    /// <summary>What it needs of other documents.</summary>
    public required ReferencedDocuments References { get; init; }

    /// <summary>Where a field stands: <c>spec.templates[2].container.image</c>.</summary>
    public Position PositionOf(string path) => Source.PositionOf(path);
}
