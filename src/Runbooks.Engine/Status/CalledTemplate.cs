using System.Text.Json;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Runs;

namespace Runbooks.Engine.Status;

/// <summary>Which template a node carries out or, if it was skipped, would have: Argo's <c>templateName</c>, <c>templateRef</c> and <c>templateScope</c>.</summary>
public static class CalledTemplate
{
    /// <returns>Null for a step group, an inline template, and where a skipped step's template would have been known only at its start.</returns>
    public static string? NameOf(RunState run, Node node) =>
        KeyOf(run, node) is { } key && TemplateKey.NameOf(key) is { Length: > 0 } name ? name : null;

    /// <returns>The other document's name and that of its template; null if the template was not called by a <c>templateRef</c>.</returns>
    public static (string Document, string Template)? ReferenceOf(RunState run, Node node) =>
        KeyOf(run, node) is { } key && !TemplateKey.IsInline(key) && IsReference(run, node, key, ScopeOf(run, node)) && key.Split('/') is [_, var document, var template]
            ? (document, template)
            : null;

    internal static void Write(RunState run, Node node, Utf8JsonWriter json)
    {
        var scope = ScopeOf(run, node);
        if (KeyOf(run, node) is { } key && !TemplateKey.IsInline(key))
        {
            if (IsReference(run, node, key, scope)) Reference(key, json);
            else json.WriteString("templateName", TemplateKey.NameOf(key));
        }
        json.WriteString("templateScope", scope.Document ?? $"local/{LocalName(run)}");
    }

    /// <summary>Argo runs the spec of a <c>workflowTemplateRef</c> as that of a workflow without a name.</summary>
    private static string LocalName(RunState run) => run.Runbook.Stored.Spec is null ? run.Run.Name : "";

    private static string? KeyOf(RunState run, Node node)
    {
        if (node.TemplateKey is not null || node.Type is not (NodeType.Skipped or NodeType.TaskGroup)) return node.TemplateKey;
        return run.CallOf(node) is { Template.HasTags: false } call ? call.Template.Text : null;
    }

    /// <summary>Where the call of the template stands.</summary>
    private static TemplateScope ScopeOf(RunState run, Node node) =>
        node.Boundary is { } boundary ? run.Runbook.Find(boundary.TemplateKey!)!.Scope : TemplateScope.Local;

    private static bool IsReference(RunState run, Node node, string key, TemplateScope scope) =>
        run.CallOf(node) is { } call ? call.Step.TemplateRef is not null : run.Runbook.Find(key) is { } template && template.Scope != scope;

    private static void Reference(string key, Utf8JsonWriter json)
    {
        var parts = key.Split('/');
        json.WriteStartObject("templateRef");
        json.WriteString("name", parts[1]);
        json.WriteString("template", parts[2]);
        if (parts[0] == "cluster") json.WriteBoolean("clusterScope", true);
        json.WriteEndObject();
    }
}
