using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using Amazon.Runtime;

namespace Runbooks.Providers.Aws.Operations;

/// <summary>One AWS service: its SDK client, and the operations found on it when they are first asked for.</summary>
internal sealed class AwsService
{
    private readonly Lazy<FrozenDictionary<string, MethodInfo>> _methods;
    private readonly ConcurrentDictionary<string, Operation> _operations = new(StringComparer.Ordinal);

    private AwsService(string name, string xmlNamespace, Type client, Func<ClientConfig> newConfig, Func<AWSCredentials, ClientConfig, AmazonServiceClient> newClient)
    {
        (Name, XmlNamespace, NewConfig, NewClient) = (name, xmlNamespace, newConfig, newClient);
        _methods = new(() => FindMethods(client).ToFrozenDictionary(method => method.Name[..^"Async".Length], StringComparer.Ordinal));
    }

    /// <summary>As after <c>service:</c>, and as the AWS command line calls it.</summary>
    public string Name { get; }

    /// <summary>What the namespace of its answers begins with; the version of the API follows.</summary>
    public string XmlNamespace { get; }

    public Func<ClientConfig> NewConfig { get; }

    public Func<AWSCredentials, ClientConfig, AmazonServiceClient> NewClient { get; }

    public IReadOnlyList<string> OperationNames => _methods.Value.Keys;

    public static AwsService Of<TClient, TConfig>(string name, string xmlNamespace, Func<AWSCredentials, TConfig, TClient> newClient)
        where TClient : AmazonServiceClient
        where TConfig : ClientConfig, new() =>
        new(name, xmlNamespace, typeof(TClient), static () => new TConfig(), (credentials, config) => newClient(credentials, (TConfig)config));

    /// <summary>The operation of that API name, or null.</summary>
    public Operation? Find(string name) =>
        _methods.Value.TryGetValue(name, out var method) ? _operations.GetOrAdd(name, _ => new Operation(this, name, method)) : null;

    private static IEnumerable<MethodInfo> FindMethods(Type client) => client.GetMethods().Where(method =>
        method.Name.EndsWith("Async", StringComparison.Ordinal)
        && method.GetParameters() is [var request, var cancellation]
        && request.ParameterType.IsSubclassOf(typeof(AmazonWebServiceRequest))
        && cancellation.ParameterType == typeof(CancellationToken));
}
