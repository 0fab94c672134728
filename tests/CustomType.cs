using System.Net;
using k8s;
using k8s.Autorest;
using k8s.Models;

namespace Runbooks;

/// <summary>Types of objects that tests bring to the cluster. They stay there, as those of an installed program do, for all tests.</summary>
internal static class CustomType
{
    /// <summary>Argo's own, so that the cluster keeps its documents.</summary>
    public static async Task DefineArgosAsync(IKubernetes client)
    {
        await DefineAsync(client, "argoproj.io", "v1alpha1", "WorkflowTemplate");
        await DefineAsync(client, "argoproj.io", "v1alpha1", "ClusterWorkflowTemplate", scope: "Cluster");
    }

    /// <summary>Any content is allowed.</summary>
    /// <param name="scope"><c>Namespaced</c> or <c>Cluster</c></param>
    public static async Task DefineAsync(IKubernetes client, string group, string version, string kind, string scope = "Namespaced")
    {
        var definition = Definition(group, version, kind, scope);
        try
        {
            await client.ApiextensionsV1.CreateCustomResourceDefinitionAsync(definition);
        }
        catch (HttpOperationException there) when (there.Response.StatusCode == HttpStatusCode.Conflict)
        {
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await client.ApiextensionsV1.ReadCustomResourceDefinitionAsync(definition.Metadata.Name, cancellationToken: patience.Token)).Status?.Conditions?.Any(IsServed) != true)
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, patience.Token);
    }

    private static bool IsServed(V1CustomResourceDefinitionCondition condition) => condition is { Type: "Established", Status: "True" };

    private static V1CustomResourceDefinition Definition(string group, string version, string kind, string scope)
    {
        var plural = $"{kind.ToLowerInvariant()}s";
        return new V1CustomResourceDefinition
        {
            ApiVersion = "apiextensions.k8s.io/v1",
            Kind = "CustomResourceDefinition",
            Metadata = new V1ObjectMeta { Name = $"{plural}.{group}" },
            Spec = new V1CustomResourceDefinitionSpec
            {
                Group = group,
                Scope = scope,
                Names = new V1CustomResourceDefinitionNames { Kind = kind, Plural = plural, Singular = kind.ToLowerInvariant() },
                Versions =
                [
                    new V1CustomResourceDefinitionVersion
                    {
                        Name = version,
                        Served = true,
                        Storage = true,
                        Schema = new V1CustomResourceValidation { OpenAPIV3Schema = new V1JSONSchemaProps { Type = "object", XKubernetesPreserveUnknownFields = true } },
                    },
                ],
            },
        };
    }
}
