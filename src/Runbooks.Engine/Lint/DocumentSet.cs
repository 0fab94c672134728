using System.Text;

namespace Runbooks.Engine.Lint;

/// <summary>
/// Runbooks that are read together: what one refers to is looked for among the others and, while there is something
/// <see cref="Missing"/>, by the caller elsewhere. Then all are checked.
/// </summary>
public sealed class DocumentSet
{
    private readonly DocumentReader _reader;
    private readonly Library _library = new();
    private readonly List<ReadFile> _files = [];
    private readonly Dictionary<DocumentReference, ReadFile> _found = [];

    private readonly bool _localProcesses;

    internal DocumentSet(DocumentReader reader, bool localProcesses) => (_reader, _localProcesses) = (reader, localProcesses);

    /// <summary>Documents that are referred to, are not here, and that nobody has looked for elsewhere.</summary>
    public IReadOnlyList<DocumentReference> Missing =>
        [.. Contexts.SelectMany(References.In).Select(each => each.Document).Distinct().Where(_library.IsOpen)];

    /// <summary>The namespace that the first file's documents name, or null.</summary>
    public string? Namespace => _files.SelectMany(file => file.Contexts).Select(context => context.Workflow.Metadata.Namespace).FirstOrDefault(name => name is { Length: > 0 });

    private IEnumerable<LintContext> Contexts => _found.Values.Concat(_files).SelectMany(file => file.Contexts);

    /// <param name="file">The file's name, for findings.</param>
    public void Add(string file, string text) => Add(file, Encoding.UTF8.GetBytes(text));

    /// <param name="file">The file's name, for findings.</param>
    public void Add(string file, ReadOnlyMemory<byte> text) => _files.Add(_reader.Read(file, text, _library));

    /// <summary>Takes in what was found elsewhere. What is wrong with it is told where it is referred to.</summary>
    /// <param name="origin">Where it was found, for findings: <c>in namespace 'argo' of the cluster</c>.</param>
    /// <param name="text">The document, or null if there is none.</param>
    public void AddFound(DocumentReference reference, string origin, ReadOnlyMemory<byte>? text)
    {
        if (text is { } found) _found[reference] = _reader.Read($"{reference} {origin}", found, _library);
        if (_library.IsOpen(reference)) _library.AddAbsent(reference, origin);
    }

    /// <summary>Finds everything wrong. One reading for each file that was added, in their order.</summary>
    public IReadOnlyList<Reading> Check()
    {
        foreach (var context in Contexts) Linter.Check(context, _localProcesses);
        BrokenReferences.Check([.. Contexts], _found);
        return [.. _files.Select(Reading)];
    }

    private static Reading Reading(ReadFile file)
    {
        var documents = new List<RunbookDocument>();
        foreach (var context in file.Contexts)
            context.Guard(nameof(Composition), () => { if (Runnable(file, context) is { } document) documents.Add(document); });
        return new Reading(documents, file.Findings.Sorted());
    }

    private static RunbookDocument? Runnable(ReadFile file, LintContext context) =>
        context is { HasErrors: false, Document.IsSound: true, Kind: not RunbookKind.WorkflowEventBinding }
            ? new RunbookDocument(file.Name, Composition.WorkflowOf(context), context.Document) { Kind = context.Kind, Name = context.Workflow.Metadata.Name ?? context.Workflow.Metadata.GenerateName ?? "", References = Composition.ReferencesOf(context) }
            : null;
}
