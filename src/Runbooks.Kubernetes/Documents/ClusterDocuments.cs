using System.Text;
using k8s;
using Runbooks.Engine.Lint;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Documents;

/// <summary>The WorkflowTemplates and ClusterWorkflowTemplates of a cluster.</summary>
public sealed class ClusterDocuments(ClusterConnection cluster)
{
    private const string Group = "argoproj.io", Version = "v1alpha1";

    /// <summary>Looks for everything that is missing, and for what that refers to in turn.</summary>
    /// <param name="namespace">Where WorkflowTemplates are looked for.</param>
    public async Task FillAsync(DocumentSet documents, string @namespace, CancellationToken cancellation)
    {
        while (documents.Missing is { Count: > 0 } missing)
            foreach (var reference in missing) await FindAsync(documents, reference, @namespace, cancellation);
    }

    private async Task FindAsync(DocumentSet documents, DocumentReference reference, string @namespace, CancellationToken cancellation)
    {
        var where = reference.ClusterScope ? "in the cluster" : $"in namespace '{@namespace}' of the cluster";
        try
        {
            var found = reference.ClusterScope
                ? await cluster.Client.CustomObjects.GetClusterCustomObjectAsync(Group, Version, "clusterworkflowtemplates", PathCheckedClient.Checked(reference.Name), cancellation)
                : await cluster.Client.CustomObjects.GetNamespacedCustomObjectAsync(Group, Version, @namespace, "workflowtemplates", PathCheckedClient.Checked(reference.Name), cancellation);
            documents.AddFound(reference, where, Encoding.UTF8.GetBytes(KubernetesJson.Serialize(found)));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            var failure = ApiFailure.Of(e);
            documents.AddFound(reference, failure.Kind == ApiFailureKind.NotFound ? where : $"{where}, which can't be asked: {failure.Message}", null);
        }
    }
}
