using System.Text.RegularExpressions;
using Runbooks.Engine.Argo;
using Runbooks.Schemas;

namespace Runbooks.Cli.Language;

/// <summary>All fields of the language by name, those nearest to the document's root first.</summary>
internal sealed partial class FieldIndex
{
    private readonly List<FieldSite> _sites = [];
    private readonly ArgoSchema _language;

    public FieldIndex(ArgoSchema language)
    {
        _language = language;
        var root = (ObjectSchema)language.Document;
        var open = new Queue<FieldSite>([.. root.Fields.Values.Where(field => field.Name != "spec").Select(field => new FieldSite(field.Name, field)), .. root.Variants().Select(Spec)]);
        var told = new HashSet<ObjectSchema>();
        while (open.TryDequeue(out var site))
        {
            if (site.Field.Unsupported is not null) continue;
            _sites.Add(site);
            // The spec of a workflow and a template are told of once, in a Workflow's spec and in spec.templates; nothing is within itself.
            if (site.Object is not { } shape || site.IsWithin(shape) || (shape.Name is nameof(WorkflowSpec) or nameof(Template) && !told.Add(shape))) continue;
            foreach (var field in site.Fields) open.Enqueue(field);
        }
    }

    private static FieldSite Spec(Variant kind) => new("spec", kind.Fields[0], kind.Value == nameof(Workflow) ? null : $"{FieldSite.Kind}{kind.Value}");

    /// <summary>The fields of Argo's own objects, each with all its places: those of Kubernetes and of the clouds are theirs to tell of.</summary>
    public IEnumerable<IGrouping<(ObjectSchema, string), FieldSite>> Argo => _sites
        .Where(site => !site.Field.IsSetByServer && site.Owner is { } owner && _language.IsArgo(owner))
        .GroupBy(site => (site.Owner!, site.Field.Name));

    public IEnumerable<string> Names => _sites.Select(site => site.Field.Name).Distinct();

    /// <param name="path">A field's path or the end of one, with or without brackets: <c>spec.templates[0].steps</c>, <c>retryStrategy.limit</c>, <c>aws.ec2.StopInstances</c>.</param>
    /// <returns>The field in all its places: a workflow's before those of another kind of document, then those that an example shows, then by nearness to the root; empty if there is none.</returns>
    public IReadOnlyList<FieldSite> Find(string path)
    {
        var names = Brackets().Replace(path, "").Split('.', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0) return [];
        return
        [
            .. _sites.Where(site => site.Field.Name == names[0])
                .Select(site => Follow(site, names.AsSpan(1))).OfType<FieldSite>()
                .DistinctBy(site => site.ToString())
                .OrderBy(site => site.IsOfAnotherKind).ThenBy(site => FieldExamples.Of(site) is null),
        ];
    }

    private static FieldSite? Follow(FieldSite? site, ReadOnlySpan<string> names)
    {
        foreach (var name in names) site = site?.Find(name);
        return site;
    }

    [GeneratedRegex(@"\[[^\]]*\]")]
    private static partial Regex Brackets();
}
