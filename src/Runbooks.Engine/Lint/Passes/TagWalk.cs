using Runbooks.Engine.Expressions.Checking;
using Runbooks.Engine.Lint.Variables;
using Runbooks.Engine.Templating;
using Runbooks.Engine.Yaml;
using Runbooks.Schemas;

namespace Runbooks.Engine.Lint.Passes;

/// <summary>Goes through every text below a field and holds its tags, and the expressions among the fields, against a vocabulary.</summary>
internal sealed class TagWalk(LintContext context)
{
    private static readonly StaticType Condition = new(StaticKinds.Bool | StaticKinds.String);
    private static readonly StaticType List = new(StaticKinds.Array | StaticKinds.String);

    /// <summary>The fields of the map at a path.</summary>
    public IEnumerable<(string Name, string Path, YamlNode Node)> Fields(string path) =>
        context.Document.Find(path) is YamlMapping mapping
            ? mapping.Entries.Select(entry => (entry.Key, JsonPath.Field(path, entry.Key), entry.Value.Value))
            : [];

    public void Visit(YamlNode node, string path, Vocabulary vocabulary, bool onlyWarn = false)
    {
        switch (node)
        {
            case YamlScalar { Value: string text } scalar:
                if (TextTemplate.MayHaveTags(text)) VisitText(text, path, vocabulary, onlyWarn, new MarkedPlaces(scalar, text, "{{").Locate);
                if (ExpressionField.At(path) is { } field) VisitExpression(scalar, text, path, field, vocabulary);
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
        if (TextTemplate.MayHaveTags(key)) VisitText(key, path, vocabulary, onlyWarn, (_, _) => entry.KeyAt);
        Visit(entry.Value, path, vocabulary, onlyWarn);
    }

    /// <param name="locate">The place of a character, from the offset of the tag that it stands in and its own.</param>
    private void VisitText(string text, string path, Vocabulary vocabulary, bool onlyWarn, Func<int, int, Position> locate)
    {
        var template = TextTemplate.Parse(text);
        foreach (var tag in template.Tags)
            foreach (var problem in vocabulary.Check(tag, template.SingleTag is null ? null : Result(path)))
                context.Report(path, locate(tag.Offset, tag.Offset + problem.Offset), problem.Message, problem.Rule, onlyWarn ? Severity.Warning : problem.Severity);
        if (template.UnclosedAt is { } open)
            context.Report(path, locate(open, open), "this '{{' is never closed by '}}'", "unclosed-tag", Severity.Error);
    }

    private void VisitExpression(YamlScalar scalar, string text, string path, ExpressionField field, Vocabulary vocabulary)
    {
        // What tags will put in is known only at run time.
        if (text.Length == 0 || TextTemplate.Parse(text).HasTags) return;
        foreach (var problem in field.Check(text, vocabulary)) context.Report(path, SourceText.Locate(scalar, text, problem.Offset), problem.Message, problem.Rule, problem.Severity);
    }

    /// <summary>What a field needs that is nothing but an expression tag.</summary>
    private static StaticType? Result(string path) =>
        path.EndsWith("].when", StringComparison.Ordinal) ? Condition : path.EndsWith("].withParam", StringComparison.Ordinal) ? List : null;
}
