using System.Text.Json;
using Runbooks.Cli.Output;
using Runbooks.Cli.Terminals;

namespace Runbooks.Cli.Language;

/// <summary>What <c>runbooks explain</c> says of a field.</summary>
internal sealed class FieldReport
{
    private const int Indent = 2;
    private const int MostPlaces = 5;

    private readonly IReadOnlyList<FieldSite> _sites;
    private readonly IReadOnlyList<FieldSite> _others;

    /// <param name="sites">The field in all its places.</param>
    public FieldReport(IReadOnlyList<FieldSite> sites)
    {
        var type = SchemaText.TypeOf(sites[0].Field.Schema);
        _sites = [.. sites.Where(site => SchemaText.TypeOf(site.Field.Schema) == type)];
        _others = [.. sites.Except(_sites)];
    }

    private FieldSite First => _sites[0];

    private FieldExample? Example => FieldExamples.Of(First);

    private IReadOnlyList<string> Values => SchemaText.ValuesOf(First.Field.Schema);

    public void Write(Shell shell)
    {
        var (output, width) = (shell.Out, Math.Clamp(shell.OpenOut().Width, 40, 110));
        output.WriteLine($"{First.Field.Name}: {SchemaText.TypeOf(First.Field.Schema)}");
        foreach (var site in _sites.Take(MostPlaces)) output.WriteLine($"  {site}");
        if (_sites.Count > MostPlaces) output.WriteLine($"  and {_sites.Count - MostPlaces} more");
        foreach (var text in Descriptions) Paragraph(output, text, width);
        if (First.Field.Default is { } value) output.WriteLine($"\nDefault: {value}");
        if (Values.Count > 0) Paragraph(output, $"Values: {string.Join(", ", Values)}", width);
        Fields(output, width);
        if (Example is { } example) Show(output, example);
        if (_others.Count > 0) Paragraph(output, $"Other fields of that name: {string.Join(", ", _others.Take(MostPlaces))}", width);
    }

    public void WriteJson(Shell shell) => JsonOutput.Write(shell.Out, json =>
    {
        json.WriteStartObject();
        json.WriteString("field", First.Field.Name);
        Texts(json, "paths", _sites.Select(site => site.ToString()));
        json.WriteString("type", SchemaText.TypeOf(First.Field.Schema));
        json.WriteString("description", string.Join(" ", Descriptions));
        if (First.Field.Default is { } value) json.WriteString("default", value);
        if (Values.Count > 0) Texts(json, "values", Values);
        if (First.Object is { } shape) Texts(json, "fields", shape.Fields.Keys);
        if (Example is { } example) json.WriteString("example", string.Join('\n', example.Lines));
        json.WriteEndObject();
    });

    /// <summary>What the field means in its first place and, where that is another thing, elsewhere.</summary>
    private IEnumerable<string> Descriptions
    {
        get
        {
            var first = DescriptionOf(First);
            if (first is not null) yield return first;
            if (First.Object?.Description is { } shape && shape != first) yield return shape;
            foreach (var other in _sites.Skip(1).Where(site => DescriptionOf(site) is { } text && text != first).DistinctBy(DescriptionOf).Take(2))
                yield return $"{other}: {DescriptionOf(other)}";
        }
    }

    private static string? DescriptionOf(FieldSite site) => site.Field.Description ?? site.Field.Schema.Description;

    private void Fields(TextWriter output, int width)
    {
        var fields = First.Fields.ToList();
        if (fields.Count == 0) return;
        output.WriteLine("\nFields:");
        var names = fields.Max(site => site.Field.Name.Length);
        foreach (var field in fields.Select(site => site.Field))
        {
            var what = field.Description ?? field.Schema.Description ?? SchemaText.TypeOf(field.Schema);
            output.WriteLine(Printable.Fit($"  {field.Name.PadRight(names)}  {(field.Required ? "required; " : "")}{what}", width).TrimEnd());
        }
    }

    private static void Show(TextWriter output, FieldExample example)
    {
        output.WriteLine($"\nExample ({example.File}):");
        foreach (var line in example.Lines) output.WriteLine($"  {line}".TrimEnd());
    }

    private static void Paragraph(TextWriter output, string text, int width)
    {
        output.WriteLine();
        foreach (var line in Wrapped.Lines(text, width - Indent, int.MaxValue)) output.WriteLine(line);
    }

    private static void Texts(Utf8JsonWriter json, string name, IEnumerable<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }
}
