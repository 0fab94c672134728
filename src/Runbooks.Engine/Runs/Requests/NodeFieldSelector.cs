using System.Diagnostics.CodeAnalysis;
using System.Text;
using Runbooks.Engine.Status;
using Runbooks.Schemas;

namespace Runbooks.Engine.Runs.Requests;

/// <summary>
/// Chooses nodes by their fields: <c>displayName=approve,phase!=Failed</c>. The form is that of Kubernetes' field selectors: <c>=</c>,
/// <c>==</c> and <c>!=</c>; a comma means "and"; in a value <c>\,</c>, <c>\=</c> and <c>\\</c> stand for themselves.
/// </summary>
public sealed class NodeFieldSelector
{
    private const string InputPrefix = "inputs.parameters.", InputSuffix = ".value";

    private static readonly string[] Fields = ["displayName", "templateName", "phase", "name", "id", "templateRef.name", "templateRef.template"];

    private readonly IReadOnlyList<(string Field, string Value, bool IsWanted)> _terms;

    private NodeFieldSelector(IReadOnlyList<(string, string, bool)> terms) => _terms = terms;

    /// <summary>Chooses every node.</summary>
    public static NodeFieldSelector All { get; } = new([]);

    /// <param name="text">Null or nothing chooses every node.</param>
    /// <param name="mistake">What is wrong, and what would be right.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out NodeFieldSelector? selector, [NotNullWhen(false)] out string? mistake)
    {
        var terms = new List<(string, string, bool)>();
        (selector, mistake) = (null, null);
        foreach (var part in Split(text ?? "").Where(part => part.Length > 0))
        {
            if (Term(part) is not var (field, value, isWanted)) mistake = $"'{part}' is not of the form FIELD=VALUE or FIELD!=VALUE";
            else if (!IsField(field)) mistake = $"there is no node field '{field}'{DidYouMean.Hint(field, Fields)}; the fields are {string.Join(", ", Fields)} and {InputPrefix}NAME{InputSuffix}";
            else if (Unescape(value) is not { } plain) mistake = $"'{part}': a '=' or '\\' in the value is written '\\=' or '\\\\'";
            else terms.Add((field, plain, isWanted));
            if (mistake is not null) return false;
        }
        selector = new NodeFieldSelector(terms);
        return true;
    }

    /// <summary>As in Argo, a field that the node doesn't have is as good as empty.</summary>
    public bool Matches(RunState run, Node node)
    {
        foreach (var (field, value, isWanted) in _terms)
            if ((ValueOf(field, run, node) ?? "") == value != isWanted) return false;
        return true;
    }

    private static string? ValueOf(string field, RunState run, Node node) => field switch
    {
        "displayName" => DisplayName.Of(node),
        "templateName" => CalledTemplate.NameOf(run, node),
        "templateRef.name" => CalledTemplate.ReferenceOf(run, node)?.Document,
        "templateRef.template" => CalledTemplate.ReferenceOf(run, node)?.Template,
        "phase" => node.Phase.ToString(),
        "name" => node.Name,
        "id" => node.ArgoId,
        _ when InputOf(field) is { } input => node.Inputs?.GetValueOrDefault(input),
        _ => null,
    };

    private static bool IsField(string field) => Fields.Contains(field) || InputOf(field) is not null;

    private static string? InputOf(string field) =>
        field.Length > InputPrefix.Length + InputSuffix.Length && field.StartsWith(InputPrefix, StringComparison.Ordinal) && field.EndsWith(InputSuffix, StringComparison.Ordinal)
            ? field[InputPrefix.Length..^InputSuffix.Length]
            : null;

    /// <summary>At the commas without a backslash before them.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var begin = 0;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && text[at] == '\\') at++;
            else if (at == text.Length || text[at] == ',')
            {
                yield return text[begin..at];
                begin = at + 1;
            }
        }
        if (begin < text.Length && text[^1] == '\\') yield return text[begin..];
    }

    /// <summary>At the first operator. In an input's name there is none, so no backslash need be looked for.</summary>
    private static (string Field, string Value, bool IsWanted)? Term(string part)
    {
        var at = part.IndexOf('=');
        if (at <= 0) return null;
        var isWanted = part[at - 1] != '!';
        var value = isWanted && part.AsSpan(at + 1).StartsWith("=") ? at + 2 : at + 1;
        return (part[..(isWanted ? at : at - 1)].Trim(), part[value..], isWanted);
    }

    /// <returns>Null if something isn't escaped that has to be.</returns>
    private static string? Unescape(string value)
    {
        if (value.AsSpan().IndexOfAny('\\', '=') < 0) return value;
        var plain = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=') return null;
            if (value[i] == '\\' && (++i == value.Length || value[i] is not ('\\' or ',' or '='))) return null;
            plain.Append(value[i]);
        }
        return plain.ToString();
    }
}
