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

    /// <summary>Fields that never count.</summary>
    public HashSet<string> PassedOver { get; } = new(StringComparer.Ordinal);

    /// <summary>The fields of the map at a path.</summary>
    public IEnumerable<(string Name, string Path, YamlNode Node)> Fields(string path) =>
        context.Document.Find(path) is YamlMapping mapping
            ? mapping.Entries.Select(entry => (entry.Key, JsonPath.Field(path, entry.Key), entry.Value.Value))
            : [];

    public void Visit(YamlNode node, string path, Vocabulary vocabulary, Leniency leniency = Leniency.None)
    {
        if (PassedOver.Contains(path)) return;
        switch (node)
        {
            case YamlScalar { Value: string text } scalar:
                if (TextTemplate.MayHaveTags(text)) VisitText(text, path, vocabulary, leniency, new MarkedPlaces(scalar, text, "{{").Locate);
                if (ExpressionField.At(path) is { } field) VisitExpression(scalar, text, path, field, vocabulary);
                break;
            case YamlSequence list:
                for (var i = 0; i < list.Items.Count; i++) Visit(list.Items[i], JsonPath.Index(path, i), vocabulary, leniency);
                break;
            case YamlMapping map:
                foreach (var (key, entry) in map.Entries) VisitEntry(key, entry, JsonPath.Field(path, key), vocabulary, leniency);
                break;
        }
    }

    private void VisitEntry(string key, YamlEntry entry, string path, Vocabulary vocabulary, Leniency leniency)
    {
        if (TextTemplate.MayHaveTags(key)) VisitText(key, path, vocabulary, leniency, (_, _) => entry.KeyAt);
        Visit(entry.Value, path, vocabulary, leniency);
    }

    /// <param name="locate">The place of a character, from the offset of the tag that it stands in and its own.</param>
    private void VisitText(string text, string path, Vocabulary vocabulary, Leniency leniency, Func<int, int, Position> locate)
    {
        var template = TextTemplate.Parse(text);
        foreach (var tag in template.Tags)
            foreach (var problem in vocabulary.Check(tag, template.SingleTag is null ? null : Result(path)))
                context.Report(path, locate(tag.Offset, tag.Offset + problem.Offset), MessageOf(problem, leniency), problem.Rule, SeverityOf(problem, text, path, tag, leniency));
        if (template.UnclosedAt is { } open)
            context.Report(path, locate(open, open), leniency == Leniency.Syntax ? "this '{{' is never closed by '}}'; it stays as it is" : "this '{{' is never closed by '}}'", "unclosed-tag", leniency == Leniency.None ? Severity.Error : Severity.Warning);
    }

    /// <summary>What Argo can't read either; what only we can't, it would fill in.</summary>
    private static bool MayStay(TagProblem problem) => problem.Rule == ExpressionCheck.InvalidExpression && !problem.Message.Contains("is not supported", StringComparison.Ordinal);

    private static string MessageOf(TagProblem problem, Leniency leniency) =>
        leniency == Leniency.Syntax && MayStay(problem) ? $"{problem.Message}; the tag stays as it is" : problem.Message;

    private static Severity SeverityOf(TagProblem problem, string text, string path, Tag tag, Leniency leniency) => leniency switch
    {
        Leniency.All => Severity.Warning,
        Leniency.Syntax when MayStay(problem) => Severity.Warning,
        // This much Argo's lint asks, too.
        _ when problem.Rule == StepVariables.NotYetRun && tag.Offset == 0 && text.StartsWith("{{tasks.", StringComparison.Ordinal) && IsHandedOn(path) => Severity.Error,
        _ => problem.Severity,
    };

    private static bool IsHandedOn(string path) =>
        path.Contains("].arguments.", StringComparison.Ordinal) && (path.EndsWith("].value", StringComparison.Ordinal) || path.EndsWith("].from", StringComparison.Ordinal));

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
