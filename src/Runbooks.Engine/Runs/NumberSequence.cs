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

    /// <exception cref="StepInputException">A bound is no whole number, or there are too many items.</exception>
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
        for (var i = start; items.Count < count; i += step) items.Add(Item(i, format));
        return items;
    }

    private static LoopItem Item(long number, string? format)
    {
        var text = format is { Length: > 0 } ? GoPrintf.Format(format, number) : number.ToString(CultureInfo.InvariantCulture);
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
