namespace Runbooks.Engine.Expressions.Values;

/// <summary>Go's nil of a list type: an empty list that is nil too, and null in JSON.</summary>
internal static class NilList
{
    /// <summary>Not the one list that all empty lists are.</summary>
    public static object?[] Value { get; } = (object?[])Array.CreateInstance(typeof(object), 0);

    /// <summary>Nil, or a list that is.</summary>
    public static bool IsNil(object? value) => value is null || ReferenceEquals(value, Value);
}
