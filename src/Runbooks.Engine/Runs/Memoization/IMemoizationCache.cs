using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Runs.Memoization;

/// <summary>Where outputs are kept for other runs: ConfigMaps of the cluster, or the run store.</summary>
public interface IMemoizationCache
{
    /// <returns>Null if there is none, or it is too old.</returns>
    /// <exception cref="CacheUnavailableException">It can't be told.</exception>
    Task<StepOutputs?> LoadAsync(string @namespace, CacheKey key, CancellationToken cancellation);

    /// <param name="nodeId">Argo's id of the node whose outputs they are.</param>
    /// <exception cref="CacheUnavailableException">It can't be kept.</exception>
    Task SaveAsync(string @namespace, CacheKey key, string nodeId, StepOutputs outputs, CancellationToken cancellation);
}
