namespace Runbooks.Engine.Argo.Artifacts;

/// <summary>Argo's <c>ClientCertAuth</c>.</summary>
public sealed record ClientCertAuth
{
    /// <summary>The certificate.</summary>
    public SecretKeySelector? ClientCertSecret { get; init; }

    /// <summary>Its key.</summary>
    public SecretKeySelector? ClientKeySecret { get; init; }
}
