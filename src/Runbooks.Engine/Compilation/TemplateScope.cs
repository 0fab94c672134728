using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>The document that a template stands in, where the names that it calls are looked up.</summary>
/// <param name="Document">As in Argo: <c>namespaced/NAME</c>, <c>cluster/NAME</c>; null for the run's own document.</param>
public readonly record struct TemplateScope(string? Document)
{
    /// <summary>The run's own document.</summary>
    public static TemplateScope Local => default;

    public static TemplateScope Of(string name, bool clusterScope) => new($"{(clusterScope ? "cluster" : "namespaced")}/{name}");

    /// <summary>The key of the template that a call means, seen from here; it may have tags, where the call has.</summary>
    /// <param name="template">The call's <c>template</c>.</param>
    /// <param name="reference">The call's <c>templateRef</c>, which goes before it.</param>
    public string Key(string? template, TemplateRef? reference) => reference is null
        ? Document is null ? template ?? "" : $"{Document}/{template}"
        : $"{Of(reference.Name ?? "", reference.ClusterScope).Document}/{reference.Template}";
}
