namespace Runbooks.Secrets;

/// <summary>One key of a Kubernetes Secret.</summary>
/// <param name="Name">The Secret's name.</param>
/// <param name="Key">The key within its data.</param>
public sealed record SecretKey(string Name, string Key)
{
    public override string ToString() => $"{Name}/{Key}";
}
