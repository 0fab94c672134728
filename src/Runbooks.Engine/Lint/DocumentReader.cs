using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;

namespace Runbooks.Engine.Lint;

/// <summary>Reads files: their documents as records, with what is wrong with their shape.</summary>
internal sealed class DocumentReader(ArgoSchema schema, IReadOnlyList<IProvider> providers, YamlLimits limits)
{
    /// <param name="library">Takes in the documents that others can refer to.</param>
    public ReadFile Read(string file, ReadOnlyMemory<byte> text, Library library)
    {
        var findings = new FindingList(file);
        var stream = new YamlStream([], []);
        InternalError.Guard(findings, Position.Start, nameof(YamlReader), () => stream = YamlReader.Read(text.Span, limits));
        foreach (var mistake in stream.Mistakes) findings.Add(mistake.At, "", mistake.Message, mistake.Rule);
        var contexts = new List<LintContext>();
        foreach (var document in stream.Documents)
            InternalError.Guard(findings, document.Root.At, nameof(ShapeCheck), () => { if (Read(document, library, findings) is { } context) contexts.Add(context); });
        foreach (var context in contexts) library.Add(context);
        if (stream.Documents.Count == 0 && findings.Errors == 0)
            findings.Add(Position.Start, "", $"the file is empty; expected {DocumentKind.Expected}", "no-runbook");
        return new ReadFile(file, findings, contexts);
    }

    private LintContext? Read(YamlDocument document, Library library, FindingList findings)
    {
        var errorsBefore = findings.Errors;
        if (DocumentKind.Of(document, findings) is not { } kind) return null;
        document = new UnquotedTexts(findings).Read(document, ShapeCheck.SchemaOf(kind, schema));
        var bound = ShapeCheck.Check(document, kind, schema, findings, out var shape);
        if (bound is null && findings.Errors == errorsBefore)
            findings.Add(document.Root.At, "", "the document's values are of other types than the language's", "wrong-type");
        return bound is null ? null : new LintContext(document, bound, providers, library, shape, findings) { AnError = findings.Errors > errorsBefore ? findings.LastError : null };
    }
}
