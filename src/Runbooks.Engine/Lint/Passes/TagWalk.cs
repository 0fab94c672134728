using Runbooks.Engine.Lint.Variables;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Goes through every text below a field and holds its tags against a vocabulary.</summary>
internal sealed class TagWalk(LintContext context)
{
    /// <summary>The fields of the map at a path.</summary>
    public IEnumerable<(string Name, string Path, YamlNode Node)> Fields(string path) =>
        context.Document.Find(path) is YamlMapping mapping
            ? mapping.Entries.Select(entry => (entry.Key, JsonPath.Field(path, entry.Key), entry.Value.Value))
            : [];

    public void Visit(YamlNode node, string path, Vocabulary vocabulary, bool onlyWarn = false)
    {
        switch (node)
        {
            case YamlScalar { Value: string text } scalar when TextTemplate.MayHaveTags(text):
                VisitText(text, path, vocabulary, onlyWarn, offset => SourceText.Locate(scalar, text, offset, "{{"));
                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++) Visit(list.Items[i], JsonPath.Index(path, i), vocabulary, onlyWarn);
                break;
            case YamlMapping map:
                foreach (var (key, entry) in map.Entries) VisitEntry(key, entry, JsonPath.Field(path, key), vocabulary, onlyWarn);
                break;
        }
    }

    private void VisitEntry(string key, YamlEntry entry, string path, Vocabulary vocabulary, bool onlyWarn)
    {
        if (TextTemplate.MayHaveTags(key)) VisitText(key, path, vocabulary, onlyWarn, _ => entry.KeyAt);
        Visit(entry.Value, path, vocabulary, onlyWarn);
    }

    private void VisitText(string text, string path, Vocabulary vocabulary, bool onlyWarn, Func<int, Position> locate)
    {
        var template = TextTemplate.Parse(text);
        foreach (var tag in template.Tags)
            if (vocabulary.Check(tag.Name) is { } problem)
                context.Report(path, locate(tag.Offset), problem.Message, problem.Rule, onlyWarn ? Severity.Warning : problem.Severity);
        if (template.UnclosedAt is { } open)
            context.Report(path, locate(open), "this '{{' is never closed by '}}'", "unclosed-tag", Severity.Error);
    }
}
