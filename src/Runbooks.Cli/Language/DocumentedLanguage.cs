using Runbooks.Engine.Argo;
using Runbooks.Kubernetes.Schemas;
using Runbooks.Server.Clouds;

namespace Runbooks.Cli.Language;

/// <summary>The whole language with what its fields are for.</summary>
internal static class DocumentedLanguage
{
    public static ArgoSchema Load()
    {
        using var clouds = CloudProviders.ToCheck(sandbox: false);
        return new ArgoSchema(clouds.All, KubernetesTypes.Get, LanguageDocumentation.Of);
    }
}
