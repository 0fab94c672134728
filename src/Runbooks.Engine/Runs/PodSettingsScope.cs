using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>
/// What the workflow's settings for Pods can see: as in Argo, they are filled in for each Pod, inputs of its template included. An input
/// that this one doesn't have stays as it is written: the setting may be meant for others.
/// </summary>
internal sealed class PodSettingsScope : Scope
{
    private readonly Scope _leaf;

    public PodSettingsScope(Scope leaf)
        : base(leaf) => _leaf = leaf;

    protected override string? FindHere(string name) =>
        name.StartsWith("inputs.", StringComparison.Ordinal) && _leaf.Find(name) is null ? $"{{{{{name}}}}}" : null;
}
