using k8s;
using k8s.Exceptions;

namespace Runbooks.Kubernetes.Clusters;

/// <summary>One cluster's API, as <c>kubectl</c> would find it: <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the Pod's own service account.</summary>
public sealed class ClusterConnection : IDisposable
{
    /// <summary>Where a cluster was looked for, for a message that none is configured.</summary>
    public const string Sources = "KUBECONFIG is not set, ~/.kube/config is not there, and this process does not run in a Pod with a service account";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal ClusterConnection(KubernetesClientConfiguration configuration)
    {
        configuration.HttpClientTimeout = TimeSpan.FromSeconds(30);
        configuration.FirstMessageHandlerSetup = handler =>
        {
            handler.ConnectTimeout = Patience;
            // A watch whose peer is gone without a word is noticed after 45 s.
            handler.KeepAlivePingDelay = TimeSpan.FromSeconds(30);
            handler.KeepAlivePingTimeout = TimeSpan.FromSeconds(15);
        };
        Server = configuration.Host;
        Namespace = string.IsNullOrEmpty(configuration.Namespace) ? "default" : configuration.Namespace;
        Client = new k8s.Kubernetes(configuration);
    }

    /// <summary>The API server's address.</summary>
    public string Server { get; }

    /// <summary>The namespace of the kubeconfig's context or of the Pod; else <c>default</c>.</summary>
    public string Namespace { get; }

    internal IKubernetes Client { get; }

    /// <summary>Opens the configured cluster without calling it; null if none is configured (<see cref="Sources"/>).</summary>
    /// <exception cref="ClusterUnreachableException">A configuration is there and can't be used.</exception>
    public static ClusterConnection? TryOpen()
    {
        var variable = Environment.GetEnvironmentVariable("KUBECONFIG");
        var isInFile = !string.IsNullOrEmpty(variable) || File.Exists(KubernetesClientConfiguration.KubeConfigDefaultLocation);
        if (!isInFile && !KubernetesClientConfiguration.IsInCluster()) return null;
        var source = !isInFile ? "the Pod's service account" : string.IsNullOrEmpty(variable) ? KubernetesClientConfiguration.KubeConfigDefaultLocation : $"KUBECONFIG={variable}";
        try
        {
            return new ClusterConnection(Load(isInFile, variable));
        }
        catch (Exception e) when (e is KubeConfigException or KubernetesClientException or IOException or UnauthorizedAccessException or FormatException
            or YamlDotNet.Core.YamlException or System.Security.Cryptography.CryptographicException)
        {
            throw new ClusterUnreachableException($"the Kubernetes configuration ({source}) can't be used: {e.Message}", e);
        }
    }

    /// <summary>Makes sure that the API server answers and accepts us.</summary>
    /// <exception cref="ClusterUnreachableException">It does not, within 10 seconds.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        try
        {
            await Client.Version.GetCodeAsync(cancellation).WaitAsync(Patience, TimeProvider.System, cancellation);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            throw new ClusterUnreachableException(Explain(ApiFailure.Of(e)), e);
        }
    }

    public void Dispose() => Client.Dispose();

    private string Explain(ApiFailure failure) => failure.Kind switch
    {
        ApiFailureKind.Unauthorized or ApiFailureKind.Forbidden =>
            $"the Kubernetes API at {Server} refuses our credentials: {failure.Message}. Renew the login of the kubeconfig's current context and check it with 'kubectl version'",
        _ => $"the Kubernetes API at {Server} can't be reached: {failure.Message}. Check it with 'kubectl version'; KUBECONFIG chooses another cluster",
    };

    private static KubernetesClientConfiguration Load(bool isInFile, string? variable)
    {
        if (!isInFile) return KubernetesClientConfiguration.InClusterConfig();
        if (string.IsNullOrEmpty(variable)) return KubernetesClientConfiguration.BuildConfigFromConfigFile();
        var files = variable.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing) throw new FileNotFoundException($"no such file: {missing}");
        return KubernetesClientConfiguration.BuildDefaultConfig();
    }
}
