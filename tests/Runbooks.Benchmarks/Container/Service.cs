using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Server.Clouds;
using Runbooks.Server.Hosting;

namespace Runbooks.Benchmarks.Container;

/// <summary>The service as <c>runbooks run</c> has it: SQLite on disk, Hangfire, a worker, Pods on the cluster.</summary>
internal sealed class Service : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;
    private readonly RunbooksProcess _process;
    private readonly CloudProviders _clouds = CloudProviders.ToCheck(sandbox: false);
    private readonly string _namespace;

    private Service(DirectoryInfo folder, RunbooksProcess process, string @namespace) => (_folder, _process, _namespace) = (folder, process, @namespace);

    public static async Task<Service> StartAsync(string @namespace)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"data-{Guid.NewGuid():N}"));
        return new Service(folder, await RunbooksProcess.StartAsync(new RunbooksOptions { DataDirectory = folder.FullName }), @namespace);
    }

    /// <summary>From the submission of a runbook until its end is seen by someone who follows it.</summary>
    public async Task RunAsync(string runbook, IReadOnlyDictionary<string, string>? parameters = null)
    {
        var reading = _clouds.Language.Read("bench.yaml", runbook);
        if (reading.HasErrors) throw new InvalidOperationException(string.Join('\n', reading.Findings));
        var id = Guid.CreateVersion7().ToString();
        var request = new RunRequest { Namespace = _namespace, Parameters = parameters ?? new Dictionary<string, string>() };
        await _process.SubmitAsync(Submitter.Submit(reading.Documents[0].Workflow, request, id, id[^5..], "default", TimeProvider.System.GetUtcNow()).Event!);
        var position = 0L;
        while (true)
        {
            var page = await _process.Store.WaitForEventsAsync(id, position, CancellationToken.None);
            position = page.Position;
            if (page.Events[^1] is not RunFinished finished) continue;
            if (finished.Phase == RunPhase.Succeeded) return;
            throw new InvalidOperationException($"the run is {finished.Phase}: {finished.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _clouds.Dispose();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
