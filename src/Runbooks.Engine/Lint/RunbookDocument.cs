using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint;

/// <summary>A runbook and where each of its fields stands.</summary>
public sealed record RunbookDocument(string File, Workflow Workflow, YamlDocument Source)
{
    /// <summary>Where a field stands: <c>spec.templates[2].container.image</c>.</summary>
    public Position PositionOf(string path) => Source.PositionOf(path);
}
