namespace Runbooks.Engine.Expressions.Values;

/// <summary>A number of a Go type with names for its values: <c>time.Month</c>, <c>time.Weekday</c>.</summary>
internal sealed record NamedNumber(string TypeName, long Value, string Name)
{
    public override string ToString() => Name;
}
