using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Runbooks.Cli.Language;

/// <summary>What the language's records and their fields are for: their doc comments, which the compiler writes down.</summary>
internal static partial class LanguageDocumentation
{
    private static readonly Lazy<Dictionary<string, string>> Summaries = new(Read);

    /// <returns>Plain text on one line, or null if nobody has said anything.</returns>
    public static string? Of(MemberInfo member) => Summaries.Value.GetValueOrDefault(Id(member));

    private static string Id(MemberInfo member) => member is Type type ? $"T:{type.FullName}" : $"P:{member.DeclaringType!.FullName}.{member.Name}";

    private static Dictionary<string, string> Read()
    {
        using var file = typeof(LanguageDocumentation).Assembly.GetManifestResourceStream("language.xml")!;
        return XDocument.Load(file).Descendants("member")
            .Where(member => member.Element("summary") is not null)
            .ToDictionary(member => member.Attribute("name")!.Value, member => Text(member.Element("summary")!), StringComparer.Ordinal);
    }

    private static string Text(XElement summary) => Blanks().Replace(string.Concat(summary.Nodes().Select(Text)), " ").Trim();

    private static string Text(XNode node) => node switch
    {
        XText text => text.Value,
        // A reference to another field of the record, as the document writes it.
        XElement { Name.LocalName: "see" } see when see.Attribute("cref")?.Value is { } id => $"'{Camel(id[(id.LastIndexOf('.') + 1)..])}'",
        XElement { Name.LocalName: "c" } code => $"'{code.Value}'",
        XElement other => other.Value,
        _ => "",
    };

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
