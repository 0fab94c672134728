using Runbooks.Engine.Expressions.Compilation;
using Runbooks.Engine.Expressions.Values;

namespace Runbooks.Engine.Expressions.Functions;

/// <summary>
/// Orders lists; what is equal stays in its order. A merge sort of our own: the comparison may fail, and it need not be consistent (NaN),
/// which .NET's sorting answers with exceptions of other kinds.
/// </summary>
internal static class Sorting
{
    public static object?[] By(Evaluation evaluation, object?[] items, object?[] keys, bool descending)
    {
        var order = Enumerable.Range(0, items.Length).ToArray();
        Sort(order, new int[items.Length], (a, b) =>
        {
            evaluation.Step();
            return descending ? GoOrder.Less(keys[a], keys[b]) : GoOrder.Less(keys[b], keys[a]);
        });
        return evaluation.Made(order.Select(index => items[index]).ToArray());
    }

    private static void Sort(Span<int> order, Span<int> spare, Func<int, int, bool> comesAfter)
    {
        if (order.Length < 2) return;
        var half = order.Length / 2;
        Sort(order[..half], spare[..half], comesAfter);
        Sort(order[half..], spare[half..], comesAfter);
        order.CopyTo(spare);
        var (left, right) = (0, half);
        for (var i = 0; i < order.Length; i++)
        {
            var takeRight = left >= half || right < order.Length && comesAfter(spare[left], spare[right]);
            order[i] = takeRight ? spare[right++] : spare[left++];
        }
    }
}
