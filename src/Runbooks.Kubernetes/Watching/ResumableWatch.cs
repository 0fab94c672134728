using System.Text.Json;
using Runbooks.Kubernetes.Clusters;

namespace Runbooks.Kubernetes.Watching;

/// <summary>A list, and watches that go on from it, each from where the last one ended.</summary>
/// <param name="list">Lists what there is; its resource version.</param>
/// <param name="watch">Watches from a resource version on; the version of each thing it has seen.</param>
internal sealed class ResumableWatch(Func<Task<string>> list, Func<string, IAsyncEnumerable<string>> watch)
{
    private string? _version;

    /// <summary>One watch, with the list before it if where to go on isn't known, or no longer is.</summary>
    /// <returns>Why the watch broke off; null if the server ended it in good order.</returns>
    public async Task<ApiFailure?> GoOnAsync()
    {
        try
        {
            _version ??= await list();
            await foreach (var seen in watch(_version)) _version = seen;
            return null;
        }
        catch (JsonException) when (_version is not null)
        {
            // The client takes the end of a watch that had no news for broken JSON.
            return null;
        }
        catch (Exception e)
        {
            var failure = ApiFailure.Of(e);
            if (failure.Kind == ApiFailureKind.Expired) _version = null;
            return failure;
        }
    }
}
