namespace Runbooks.Engine.Argo;

/// <summary>Fields that a server writes and every reader passes over, so that an exported document can be run again.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class SetByServerAttribute(params string[] fields) : Attribute
{
    public IReadOnlyList<string> Fields { get; } = fields;
}
