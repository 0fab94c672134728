using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>Tells by <c>apiVersion</c> and <c>kind</c> what a document is.</summary>
internal static class DocumentKind
{
    public const string Expected = $"a document with 'apiVersion: {ApiVersion}' and 'kind: Workflow'";

    private const string ApiVersion = "argoproj.io/v1alpha1";
    private const string Group = "argoproj.io/";

    private static readonly string[] Kinds = Enum.GetNames<RunbookKind>();

    /// <returns>Null if it is no runbook.</returns>
    public static RunbookKind? Of(YamlDocument document, FindingList findings)
    {
        if (document.Root is not YamlMapping) return Reject("", $"this is no runbook; expected {Expected}", "no-runbook");
        var (version, kind) = (Text("apiVersion"), Text("kind"));
        if (kind is null) return Reject(document.Find("kind") is null ? "" : "kind", $"'kind' is missing; expected {Expected}", "unknown-kind");
        var isArgo = version is null ? Kinds.Contains(kind) : version.StartsWith(Group, StringComparison.Ordinal);
        if (!isArgo) return Skip(version, kind);
        // Other programs have documents of the same group.
        if (!Kinds.Contains(kind) && DidYouMean.Closest(kind, Kinds) is null) return Skip(version, kind);
        if (!Kinds.Contains(kind))
            return Reject("kind", $"there is no kind '{kind}' in {Group.TrimEnd('/')}{DidYouMean.Hint(kind, Kinds)}", "unknown-kind");
        if (version is null) return Reject("", $"'apiVersion' is missing; expected {Expected}", "unknown-kind");
        return version == ApiVersion ? Enum.Parse<RunbookKind>(kind) : Reject("apiVersion", $"'apiVersion' must be '{ApiVersion}', not '{version}'", "unknown-kind");

        string? Text(string field) => document.Find(field) is YamlScalar { Value: string text } ? text : null;

        RunbookKind? Reject(string path, string message, string rule)
        {
            findings.Add(document.PositionOf(path), path, message, rule);
            return null;
        }

        RunbookKind? Skip(string? apiVersion, string foreign)
        {
            findings.Add(document.PositionOf("kind"), "kind", $"'{foreign}' of '{apiVersion}' is no runbook; it is passed over", "foreign-document", Severity.Warning);
            return null;
        }
    }
}
