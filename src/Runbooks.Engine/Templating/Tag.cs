namespace Runbooks.Engine.Templating;

/// <summary>One <c>{{name}}</c> in a text.</summary>
/// <param name="Name">What stands between the braces, without surrounding blanks: <c>steps.list.outputs.result</c>.</param>
/// <param name="Offset">Where its <c>{{</c> stands in the text.</param>
public sealed record Tag(string Name, int Offset)
{
    private static readonly HashSet<string> Families = ["workflow", "inputs", "steps", "tasks", "item", "pod", "node"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FamilyLookup = Families.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <param name="between">What stands between <c>{{</c> and the next <c>}}</c>.</param>
    /// <param name="offset">Where the <c>{{</c> stands.</param>
    internal static Tag Parse(string between, int offset)
    {
        var name = between.Trim();
        // Only a '=' that follows the braces at once makes an expression.
        if (name.StartsWith('=') && !between.StartsWith('=')) name = between;
        var inner = name.StartsWith('=') ? -1 : between.LastIndexOf("{{", StringComparison.Ordinal);
        return new Tag(name, offset) { Inner = inner < 0 ? null : Parse(between[(inner + 2)..], offset + 2 + inner) };
    }

    /// <summary>The tag within this one that gives the last part of its name: <c>{{inputs.parameters.{{item}}}}</c>.</summary>
    public Tag? Inner { get; private init; }

    /// <summary>An expression tag, <c>{{=…}}</c>.</summary>
    public bool IsExpression => Name.StartsWith('=');

    /// <summary>The expression of an expression tag, compiled once; else null.</summary>
    public TagExpression? Expression { get; } = Name.StartsWith('=') ? new TagExpression(Name[1..]) : null;

    /// <summary>
    /// It can only mean a variable of ours. Any other name is somebody else's (<c>docker ps --format '{{.Names}}'</c>) and stays as it is,
    /// as in Argo. So does a name under <c>outputs</c> that means nothing where it stands: Argo has those for metrics.
    /// </summary>
    public bool IsVariable => FamilyLookup.Contains(Name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? Name.AsSpan(0, dot) : Name);

    /// <summary>It reads a variable whose name begins with this word: <c>item</c>.</summary>
    public bool Reads(string family) =>
        Expression?.Reads(family) ?? (Name == family || (Name.StartsWith(family, StringComparison.Ordinal) && Name[family.Length] == '.') || Inner?.Reads(family) == true);

    public bool Equals(Tag? other) => other is not null && (Name, Offset) == (other.Name, other.Offset);

    public override int GetHashCode() => HashCode.Combine(Name, Offset);

    public override string ToString() => $"{{{{{Name}}}}}";
}
