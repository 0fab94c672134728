using System.Buffers;
using System.Text;
using System.Text.Json;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>Finds out which of its steps' or tasks' results a template reads, <c>steps.NAME.outputs.result</c> or <c>steps['NAME'].outputs.result</c>: as in Argo, only those are captured.</summary>
internal static class ResultReferences
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    public static HashSet<string> In(Template template)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text, new JsonWriterOptions { Encoder = ArgoJson.Options.Encoder });
        void Add<T>(T part)
        {
            text.ResetWrittenCount();
            writer.Reset();
            JsonSerializer.Serialize(writer, part, ArgoJson.Options);
            AddFrom(text.WrittenSpan, read);
        }

        // One by one: the text of a large dag would be larger than all else that a run holds.
        foreach (var step in template.Steps?.SelectMany(group => group) ?? []) Add(step);
        foreach (var task in template.Dag?.Tasks ?? []) Add(task);
        Add(template with { Steps = null, Dag = null });
        return read;
    }

    private static void AddFrom(ReadOnlySpan<byte> json, HashSet<string> read)
    {
        AddFrom(json, ".outputs.result"u8, read);
        AddFrom(json, ".outputs?.result"u8, read);
    }

    private static void AddFrom(ReadOnlySpan<byte> json, ReadOnlySpan<byte> result, HashSet<string> read)
    {
        for (var at = json.IndexOf(result); at >= 0; at = json.IndexOf(result))
        {
            if (Name(json[..at]) is { Length: > 0 } name && EndsHere(json[(at + result.Length)..])) read.Add(Encoding.UTF8.GetString(name));
            json = json[(at + result.Length)..];
        }
    }

    /// <summary>The name that such a reference ends with; empty if it is none to a step or task.</summary>
    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> before)
    {
        before = Without(before, (byte)'?');
        if (before.EndsWith("]"u8)) return NameInBrackets(before[..^1]);
        var start = before.LastIndexOfAnyExcept(NameBytes) + 1;
        return IsFamily(Without(Without(before[..start], (byte)'.'), (byte)'?')) && before[..start].EndsWith("."u8) ? before[start..] : [];
    }

    /// <summary>An expression may write the name in brackets, as a text in quotes of either kind; in JSON, some have a backslash before them.</summary>
    private static ReadOnlySpan<byte> NameInBrackets(ReadOnlySpan<byte> before)
    {
        if (before.Length == 0 || before[^1] is not ((byte)'\'' or (byte)'"')) return [];
        var quote = before[^1];
        before = Without(before[..^1], (byte)'\\');
        var start = before.LastIndexOf(quote) + 1;
        if (start == 0) return [];
        var family = Without(before[..(start - 1)], (byte)'\\');
        return family.EndsWith("["u8) && IsFamily(Without(Without(family[..^1], (byte)'.'), (byte)'?')) ? before[start..] : [];
    }

    private static bool IsFamily(ReadOnlySpan<byte> text) => text.EndsWith("steps"u8) || text.EndsWith("tasks"u8);

    private static ReadOnlySpan<byte> Without(ReadOnlySpan<byte> text, byte last) => text.Length > 0 && text[^1] == last ? text[..^1] : text;

    private static bool EndsHere(ReadOnlySpan<byte> after) => after.IsEmpty || after[0] == '-' || !NameBytes.Contains(after[0]);
}
