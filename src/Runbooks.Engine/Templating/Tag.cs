namespace Runbooks.Engine.Templating;

/// <summary>One <c>{{name}}</c> in a text.</summary>
/// <param name="Name">What stands between the braces, without surrounding blanks: <c>steps.list.outputs.result</c>.</param>
/// <param name="Offset">Where its <c>{{</c> stands in the text.</param>
public sealed record Tag(string Name, int Offset)
{
    /// <summary>An expression tag, <c>{{=…}}</c>.</summary>
    public bool IsExpression => Name.StartsWith('=');

    public override string ToString() => $"{{{{{Name}}}}}";
}
