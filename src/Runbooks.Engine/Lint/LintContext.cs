using Runbooks.Actions;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint;

/// <summary>What a pass works on: one workflow, its templates by name, and where to report.</summary>
internal sealed class LintContext
{
    private readonly HashSet<string> _misshapen;
    private readonly FindingList _findings;
    private readonly Dictionary<string, TemplateSite> _byName = new(StringComparer.Ordinal);

    public LintContext(YamlDocument document, Workflow workflow, IReadOnlyList<IProvider> providers, IReadOnlyList<Problem> shape, FindingList findings)
    {
        (Document, Workflow, Providers, _findings) = (document, workflow, providers, findings);
        Templates = [.. workflow.Spec.Templates.Select((template, i) => new TemplateSite(template, JsonPath.Index("spec.templates", i)))];
        foreach (var site in Templates) _byName.TryAdd(site.Template.Name, site);
        _misshapen = [.. shape.SelectMany(Misshapen)];
    }

    public YamlDocument Document { get; }

    public Workflow Workflow { get; }

    public IReadOnlyList<IProvider> Providers { get; }

    public IReadOnlyList<TemplateSite> Templates { get; }

    /// <summary>The template of a name; of several, the first.</summary>
    public TemplateSite? Find(string? template) => template is { Length: > 0 } ? _byName.GetValueOrDefault(template) : null;

    public IEnumerable<string> TemplateNames => _byName.Keys;

    public void Error(string path, string message, string rule) => Report(path, Document.PositionOf(path), message, rule, Severity.Error);

    public void Warning(string path, string message, string rule) => Report(path, Document.PositionOf(path), message, rule, Severity.Warning);

    /// <summary>Reports something at an exact place within the field's value.</summary>
    public void Report(string path, Position at, string message, string rule, Severity severity)
    {
        // An object with a mistyped field lacks the field that was meant: saying so again helps nobody.
        if (!_misshapen.Contains(path)) _findings.Add(at, path, message, rule, severity);
    }

    /// <summary>"; did you mean 'x'?" or nothing. Looking for it costs; when nobody will read it, it is not looked for.</summary>
    public string Hint(string typed, IEnumerable<string> known) => _findings.IsFull ? "" : DidYouMean.Hint(typed, known);

    private static IEnumerable<string> Misshapen(Problem problem) =>
        problem.Rule is "unknown-field" or "wrong-type" ? [problem.Path, Parent(problem.Path)] : [problem.Path];

    private static string Parent(string path) => path.LastIndexOfAny(['.', '[']) is var end and >= 0 ? path[..end] : "";
}
