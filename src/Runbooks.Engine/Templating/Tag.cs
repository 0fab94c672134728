namespace Runbooks.Engine.Templating;

/// <summary>One <c>{{name}}</c> in a text.</summary>
/// <param name="Name">What stands between the braces, without surrounding blanks: <c>steps.list.outputs.result</c>.</param>
/// <param name="Offset">Where its <c>{{</c> stands in the text.</param>
public sealed record Tag(string Name, int Offset)
{
    private static readonly HashSet<string> Families = ["workflow", "inputs", "steps", "tasks", "item", "pod", "node"];

    /// <summary>Those that mean something without a dot after them, or would be missed.</summary>
    private static readonly string[] Bare = ["item", "steps", "tasks"];

    private static readonly string[] LetThrough = ["workflow.creationTimestamp", "workflow.duration", "workflow.scheduledTime"];

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> FamilyLookup = Families.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What the name is made of, if there are tags in it: <c>{{inputs.parameters.{{item}}}}</c>. Else null.</summary>
    internal TextPart[]? Parts { get; init; }

    /// <summary>The tags that give parts of its name.</summary>
    public IEnumerable<Tag> Inner => Parts?.Where(part => part.Tag is not null).Select(part => part.Tag!) ?? [];

    /// <summary>An expression tag, <c>{{=…}}</c>.</summary>
    public bool IsExpression => Name.StartsWith('=');

    /// <summary>The expression of an expression tag, compiled once; else null.</summary>
    public TagExpression? Expression { get; } = Name.StartsWith('=') ? new TagExpression(Name[1..]) : null;

    /// <summary>
    /// It can only mean a variable of ours. Any other name is somebody else's (<c>docker ps --format '{{.Names}}'</c>) and stays as it is,
    /// as in Argo. So does a name under <c>outputs</c> that means nothing where it stands: Argo has those for metrics.
    /// </summary>
    public bool IsVariable =>
        Name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? FamilyLookup.Contains(Name.AsSpan(0, dot)) : Bare.Contains(Name);

    /// <summary>A variable that Argo lets be unknown: the tag then stays as it is.</summary>
    internal bool MayStay => Name == "item" || Array.Exists(LetThrough, prefix => Name.StartsWith(prefix, StringComparison.Ordinal));

    /// <summary>It reads a variable whose name begins with this word: <c>item</c>.</summary>
    public bool Reads(string family) =>
        Expression?.Reads(family) ?? (Name == family || (Name.StartsWith(family, StringComparison.Ordinal) && Name[family.Length] == '.') || Inner.Any(tag => tag.Reads(family)));

    public bool Equals(Tag? other) => other is not null && (Name, Offset) == (other.Name, other.Offset);

    public override int GetHashCode() => HashCode.Combine(Name, Offset);

    public override string ToString() => $"{{{{{Name}}}}}";
}
