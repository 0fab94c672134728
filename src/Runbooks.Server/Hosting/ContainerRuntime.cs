namespace Runbooks.Server.Hosting;

/// <summary>How container and script steps are carried out.</summary>
public enum ContainerRuntime
{
    /// <summary>As Pods on the cluster that KUBECONFIG, the in-cluster environment or <c>~/.kube/config</c> names.</summary>
    Kubernetes,

    /// <summary>As local processes, for trying things out.</summary>
    Process,
}
