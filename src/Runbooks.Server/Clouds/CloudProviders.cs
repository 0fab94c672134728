using Runbooks.Actions;
using Runbooks.Engine.Lint;
using Runbooks.Kubernetes.Schemas;
using Runbooks.Providers.Aws;
using Runbooks.Providers.Sandbox;
using Runbooks.Server.Hosting;

namespace Runbooks.Server.Clouds;

/// <summary>The providers of this process, and the language that they make together with the Kubernetes types.</summary>
public sealed class CloudProviders : IDisposable
{
    private readonly AwsProvider _aws;

    private CloudProviders(AwsOptions aws, bool localProcesses = false)
    {
        _aws = new AwsProvider(aws);
        All = [_aws];
        Language = new RunbookLanguage(All, KubernetesTypes.Get) { LocalProcesses = localProcesses };
    }

    public IReadOnlyList<IProvider> All { get; }

    public RunbookLanguage Language { get; }

    /// <summary>The real clouds.</summary>
    public static CloudProviders Real() => new(new AwsOptions());

    /// <summary>For checking documents as they would run, without calling anything.</summary>
    /// <param name="runtime">What container steps are to be.</param>
    public static CloudProviders ToCheck(bool sandbox, ContainerRuntime runtime = ContainerRuntime.Kubernetes) =>
        new(sandbox ? SandboxOptions(null) : new AwsOptions(), runtime == ContainerRuntime.Process);

    /// <summary>All calls go to the sandbox, with its own key, in its own region unless a step names one.</summary>
    internal static CloudProviders Sandboxed(SandboxServer sandbox) => new(SandboxOptions(sandbox));

    /// <param name="sandbox">The server; null to check documents only.</param>
    private static AwsOptions SandboxOptions(SandboxServer? sandbox) => new()
    {
        Endpoint = sandbox?.Endpoint,
        Region = SandboxRegion,
        Key = new AwsKey(SandboxCredential.Default.AccessKeyId, SandboxCredential.Default.SecretAccessKey),
        Account = "sandbox",
    };

    public void Dispose() => _aws.Dispose();

    private const string SandboxRegion = "ap-northeast-1";
}
