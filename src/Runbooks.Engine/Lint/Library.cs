namespace Runbooks.Engine.Lint;

/// <summary>The documents that are read together, as far as others can refer to them.</summary>
internal sealed class Library
{
    private readonly Dictionary<DocumentReference, LintContext> _documents = [];
    private readonly Dictionary<DocumentReference, string> _absent = [];

    public IEnumerable<LintContext> Documents => _documents.Values;

    /// <summary>Of two documents of one name, the first counts.</summary>
    public void Add(LintContext context)
    {
        if (context is { IsTemplate: true, Workflow.Metadata.Name: { Length: > 0 } name })
            _documents.TryAdd(new DocumentReference(name, context.Kind == RunbookKind.ClusterWorkflowTemplate), context);
    }

    /// <param name="where">Where it was looked for: <c>in namespace 'argo' of the cluster</c>.</param>
    public void AddAbsent(DocumentReference reference, string where) => _absent[reference] = where;

    public LintContext? Find(DocumentReference reference) => _documents.GetValueOrDefault(reference);

    /// <summary>Nobody has looked for it elsewhere.</summary>
    public bool IsOpen(DocumentReference reference) => !_documents.ContainsKey(reference) && !_absent.ContainsKey(reference);

    /// <summary>Says that there is no such document, where it was looked for, and which one may have been meant.</summary>
    public string Complaint(LintContext context, DocumentReference reference)
    {
        var where = _absent.TryGetValue(reference, out var elsewhere) ? $" among the files given or {elsewhere}" : " among the files given";
        var names = _documents.Keys.Where(other => other.ClusterScope == reference.ClusterScope).Select(other => other.Name);
        if (context.Hint(reference.Name, names) is { Length: > 0 } hint) return $"there is no {reference}{where}{hint}";
        var other = new DocumentReference(reference.Name, !reference.ClusterScope);
        if (!_documents.ContainsKey(other)) return $"there is no {reference}{where}";
        return $"there is no {reference}{where}; there is a {other.Kind} of that name: {(other.ClusterScope ? "say 'clusterScope: true'" : "leave out 'clusterScope'")}";
    }
}
