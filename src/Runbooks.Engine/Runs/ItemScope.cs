using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>What a step of a loop can see of its item: <c>item</c> and <c>item.KEY</c>.</summary>
/// <param name="index">Which item of the loop it is.</param>
internal sealed class ItemScope(LoopItem item, Scope outer, int index = 0) : Scope(outer)
{
    private const string Prefix = "item.";

    private readonly Scope _outer = outer;

    public override Occasion Occasion => field ??= _outer.Occasion.For($"item {index}");

    public override Occasion SharedOccasion => field ??= _outer.Occasion.For("items");

    protected override string? FindHere(string name) =>
        name == "item" ? item.Text
        : name.StartsWith(Prefix, StringComparison.Ordinal) ? item.Field(name[Prefix.Length..])
        : null;

    // A map is a map of its keys; anything else is a text.
    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => ["item"],
        _ when name.StartsWith("item", StringComparison.Ordinal) => DottedNames.Under(Prefix, item.Keys, name),
        _ => [],
    };
}
