namespace Runbooks.Engine.Argo;

/// <summary>The field is handed to Kubernetes as it stands; its shape is that of this Kubernetes type.</summary>
/// <param name="name">The type's name in the Kubernetes API, without version: <c>Container</c>, <c>Volume</c>.</param>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class KubernetesTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;

    /// <summary>The field is a list of the type.</summary>
    public bool List { get; init; }
}
