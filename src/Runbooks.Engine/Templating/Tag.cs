namespace Runbooks.Engine.Templating;

/// <summary>One <c>{{name}}</c> in a text.</summary>
/// <param name="Name">What stands between the braces, without surrounding blanks: <c>steps.list.outputs.result</c>.</param>
/// <param name="Offset">Where its <c>{{</c> stands in the text.</param>
public sealed record Tag(string Name, int Offset)
{
    /// <summary>An expression tag, <c>{{=…}}</c>.</summary>
    public bool IsExpression => Name.StartsWith('=');

    /// <summary>
    /// It can only mean a variable of ours. Any other name is somebody else's (<c>docker ps --format '{{.Names}}'</c>) and stays as it is,
    /// as in Argo. So does a name under <c>outputs</c> that means nothing where it stands: Argo has those for metrics.
    /// </summary>
    public bool IsVariable => Families.Contains(Name.Split('.', 2)[0]);

    private static readonly HashSet<string> Families = ["workflow", "inputs", "steps", "tasks", "item", "pod", "node"];

    public override string ToString() => $"{{{{{Name}}}}}";
}
