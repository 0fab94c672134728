namespace Runbooks.Engine.Argo;

/// <summary>Fields of the Argo type that are known and refused by name: a document that has one is told so, never half understood.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class NotYetAttribute(params string[] fields) : Attribute
{
    public IReadOnlyList<string> Fields { get; } = fields;
}
