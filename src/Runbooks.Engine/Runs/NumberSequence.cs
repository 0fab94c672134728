using System.Globalization;
using System.Text.Json;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>The items of a <c>withSequence</c>: numbers, printed as texts.</summary>
internal static class NumberSequence
{
    private const int MostItems = 1_000_000;

    /// <summary>Of all items together, in characters: a wide <c>format</c> makes much of a short document.</summary>
    private const int MostCharacters = 16 << 20;

    /// <exception cref="StepInputException">A bound is no whole number, or the items are too many or too long.</exception>
    public static List<LoopItem> Items(CompiledSequence sequence, Scope scope)
    {
        var start = sequence.Start is { } first ? Number("start", first, scope) : 0;
        if (sequence.End is { } last) return Items(start, Number("end", last, scope), sequence.Format?.Fill(scope));
        var count = sequence.Count is { } written ? Number("count", written, scope) : throw new StepInputException("withSequence needs 'count' or 'end'");
        return count == 0 ? [] : Items(start, start + count - 1, sequence.Format?.Fill(scope));
    }

    private static List<LoopItem> Items(long start, long end, string? format)
    {
        var step = start <= end ? 1 : -1;
        var count = Math.Abs(end - start) + 1;
        if (count > MostItems) throw new StepInputException(string.Create(CultureInfo.InvariantCulture, $"withSequence would give {count} items; at most {MostItems} are possible"));
        var items = new List<LoopItem>((int)count);
        var length = 0L;
        for (var i = start; items.Count < count; i += step)
        {
            var text = format is { Length: > 0 } ? GoPrintf.Format(format, i) : i.ToString(CultureInfo.InvariantCulture);
            length += text.Length;
            if (length > MostCharacters)
                throw new StepInputException($"withSequence: 'format' makes more than {MostCharacters} characters of the {count} items");
            items.Add(Item(text));
        }
        return items;
    }

    private static LoopItem Item(string text)
    {
        try
        {
            return LoopItem.OfJson($"\"{text}\"");
        }
        catch (JsonException)
        {
            throw new StepInputException($"withSequence: '{text}' can't be put in quotes; its 'format' must give no quotes, backslashes or line breaks");
        }
    }

    /// <summary>As wide as Go's int would be, and still safe to add to.</summary>
    private static long Number(string field, TextTemplate written, Scope scope)
    {
        var text = written.Fill(scope);
        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && Math.Abs((decimal)number) <= long.MaxValue / 4
            ? number
            : throw new StepInputException($"withSequence.{field}: '{text}' is not a whole number");
    }
}
