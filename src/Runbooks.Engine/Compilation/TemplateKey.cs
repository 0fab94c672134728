namespace Runbooks.Engine.Compilation;

/// <summary>
/// What a run calls a template by: <c>NAME</c> in its own document, <c>namespaced/DOCUMENT/NAME</c> or <c>cluster/DOCUMENT/NAME</c> in
/// another one, <c>OWNER#STEP</c> inline in a step of the template OWNER. Names hold neither <c>/</c> nor <c>#</c>, so keys are unique.
/// </summary>
public static class TemplateKey
{
    /// <param name="step">The step's name as it is written; its tags are none of the key's.</param>
    public static string Inline(string owner, string step) => $"{owner}#{step.Replace("{{", "<", StringComparison.Ordinal).Replace("}}", ">", StringComparison.Ordinal)}";

    /// <summary>It stands in a step or task.</summary>
    public static bool IsInline(string key) => key.Contains('#', StringComparison.Ordinal);

    /// <summary>The template's own name; empty for an inline one.</summary>
    public static string NameOf(string key) => IsInline(key) ? "" : key[(key.LastIndexOf('/') + 1)..];
}
