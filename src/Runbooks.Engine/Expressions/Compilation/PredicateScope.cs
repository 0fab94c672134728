namespace Runbooks.Engine.Expressions.Compilation;

/// <summary>Where a closure is in the list that it goes through.</summary>
internal sealed class PredicateScope(object?[] items)
{
    public object?[] Items { get; } = items;

    public int Index { get; set; }

    public object? Accumulator { get; set; }

    public object? Item => Items[Index];
}
