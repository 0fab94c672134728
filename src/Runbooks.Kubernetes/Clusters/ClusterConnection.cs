using System.Security.Cryptography;
using k8s;
using k8s.Exceptions;
using YamlDotNet.Core;

namespace Runbooks.Kubernetes.Clusters;

/// <summary>One cluster's API, as <c>kubectl</c> would find it: <c>KUBECONFIG</c>, else <c>~/.kube/config</c>, else the Pod's own service account.</summary>
public sealed class ClusterConnection : IDisposable
{
    /// <summary>Where a cluster was looked for, for a message that none is configured.</summary>
    public const string Sources = "KUBECONFIG is not set, ~/.kube/config is not there, and this process does not run in a Pod with a service account";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly KubernetesClientConfiguration _configuration;

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
        _configuration = configuration;
        Server = configuration.Host;
        Namespace = string.IsNullOrEmpty(configuration.Namespace) ? "default" : configuration.Namespace;
        Client = new PathCheckedClient(configuration, new AnswerBounds());
    }

    /// <summary>The API server's address.</summary>
    public string Server { get; }

    /// <summary>The namespace of the kubeconfig's context or of the Pod; else <c>default</c>.</summary>
    public string Namespace { get; }

    internal IKubernetes Client { get; }

    /// <summary>Opens the configured cluster without calling it; null if none is configured (<see cref="Sources"/>).</summary>
    /// <exception cref="ClusterUnreachableException">A configuration is there and can't be used.</exception>
    public static ClusterConnection? TryOpen() =>
        TryOpen(Environment.GetEnvironmentVariable("KUBECONFIG"), KubernetesClientConfiguration.KubeConfigDefaultLocation);

    /// <param name="variable">The value of KUBECONFIG.</param>
    internal static ClusterConnection? TryOpen(string? variable, string defaultFile)
    {
        var isNamed = !string.IsNullOrEmpty(variable);
        if (isNamed) return Open($"KUBECONFIG={variable}", () => Load(variable!.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)));
        if (File.Exists(defaultFile)) return Open(defaultFile, () => KubernetesClientConfiguration.BuildConfigFromConfigFile(defaultFile));
        if (KubernetesClientConfiguration.IsInCluster()) return Open("the Pod's service account", KubernetesClientConfiguration.InClusterConfig);
        return null;
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

    /// <summary>The same cluster, seen with another's token.</summary>
    internal ClusterConnection As(string token) => new(new KubernetesClientConfiguration
    {
        Host = _configuration.Host,
        Namespace = _configuration.Namespace,
        SslCaCerts = _configuration.SslCaCerts,
        SkipTlsVerify = _configuration.SkipTlsVerify,
        TlsServerName = _configuration.TlsServerName,
        AccessToken = token,
    });

    public void Dispose() => Client.Dispose();

    private string Explain(ApiFailure failure) => failure.Kind switch
    {
        ApiFailureKind.Unauthorized or ApiFailureKind.Forbidden =>
            $"the Kubernetes API at {Server} refuses our credentials: {failure.Message}. "
            + "Renew the login of the kubeconfig's current context and check it with 'kubectl version'",
        _ => $"the Kubernetes API at {Server} can't be reached: {failure.Message}. Check it with 'kubectl version'; KUBECONFIG chooses another cluster",
    };

    private static ClusterConnection Open(string source, Func<KubernetesClientConfiguration> load)
    {
        try
        {
            return new ClusterConnection(load());
        }
        catch (Exception e) when (e is KubeConfigException or KubernetesClientException or IOException or UnauthorizedAccessException or FormatException
            or YamlException or CryptographicException or NullReferenceException)
        {
            // The last is what the client makes of a file without a document, such as /dev/null.
            var reason = e is NullReferenceException ? "there is nothing in it" : e.Message;
            throw new ClusterUnreachableException($"the Kubernetes configuration ({source}) can't be used: {reason}", e);
        }
    }

    // Several files are merged by the client, which reads the variable itself.
    private static KubernetesClientConfiguration Load(string[] files)
    {
        if (files.FirstOrDefault(file => !File.Exists(file)) is { } missing) throw new FileNotFoundException($"no such file: {missing}");
        return files is [var file] ? KubernetesClientConfiguration.BuildConfigFromConfigFile(file) : KubernetesClientConfiguration.BuildDefaultConfig();
    }
}
