namespace Runbooks.Engine.Lint;

/// <summary>A document that refers to one with errors is wrong itself, and so is whatever refers to it: what it needs can't be carried out.</summary>
internal static class BrokenReferences
{
    /// <param name="found">Those from elsewhere: nobody reads their findings where they are.</param>
    public static void Check(IReadOnlyList<LintContext> contexts, IReadOnlyDictionary<DocumentReference, ReadFile> found)
    {
        var told = new HashSet<(LintContext, string)>();
        foreach (var context in contexts) context.Guard(nameof(BrokenReferences), () => CheckUnread(context, found, told));
        while (contexts.Where(context => CheckDocument(context, found, told)).ToList() is { Count: > 0 }) { }
    }

    /// <summary>A document from elsewhere that could not be understood at all.</summary>
    private static void CheckUnread(LintContext context, IReadOnlyDictionary<DocumentReference, ReadFile> found, HashSet<(LintContext, string)> told)
    {
        foreach (var (document, path) in References.In(context))
            if (found.GetValueOrDefault(document) is { Findings.Errors: > 0 } broken && told.Add((context, path)))
                context.Error(path, $"{broken.Name} has {broken.Findings.Errors} errors; the first: {broken.Findings.FirstError}", "broken-reference");
    }

    /// <returns>The document had no errors before.</returns>
    private static bool CheckDocument(LintContext context, IReadOnlyDictionary<DocumentReference, ReadFile> found, HashSet<(LintContext, string)> told)
    {
        var wasSound = !context.HasErrors;
        foreach (var (document, path) in References.In(context))
            if (context.Library.Find(document) is { AnError: { } error } other && other != context && told.Add((context, path)))
                context.Error(path, $"{(found.TryGetValue(document, out var elsewhere) ? elsewhere.Name : $"{document} of {other.File}")} has errors; one is: {error}", "broken-reference");
        return wasSound && context.HasErrors;
    }
}
