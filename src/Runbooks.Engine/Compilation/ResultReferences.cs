using System.Buffers;
using System.Text;
using System.Text.Json;
using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Compilation;

/// <summary>Finds out which of its steps' or tasks' results a template reads, <c>steps.NAME.outputs.result</c>: as in Argo, only those are captured.</summary>
internal static class ResultReferences
{
    private static readonly SearchValues<byte> NameBytes = SearchValues.Create("-_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"u8);

    private static ReadOnlySpan<byte> Result => ".outputs.result"u8;

    public static HashSet<string> In(Template template)
    {
        var read = new HashSet<string>(StringComparer.Ordinal);
        var text = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(text);
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
        for (var at = json.IndexOf(Result); at >= 0; at = json.IndexOf(Result))
        {
            if (Name(json[..at]) is { Length: > 0 } name && EndsHere(json[(at + Result.Length)..])) read.Add(Encoding.ASCII.GetString(name));
            json = json[(at + Result.Length)..];
        }
    }

    /// <summary>The name that such a reference ends with; empty if it is none to a step or task.</summary>
    private static ReadOnlySpan<byte> Name(ReadOnlySpan<byte> before)
    {
        var start = before.LastIndexOfAnyExcept(NameBytes) + 1;
        return before[..start].EndsWith("steps."u8) || before[..start].EndsWith("tasks."u8) ? before[start..] : [];
    }

    private static bool EndsHere(ReadOnlySpan<byte> after) => after.IsEmpty || after[0] == '-' || !NameBytes.Contains(after[0]);
}
