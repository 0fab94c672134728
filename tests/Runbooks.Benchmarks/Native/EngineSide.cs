using System.Text.Json;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Submission;
using Runbooks.Providers.Sandbox;
using Runbooks.Server.Clouds;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Hosting;
using Runbooks.Server.Storage;

namespace Runbooks.Benchmarks.Native;

/// <summary>The service as it is shipped: SQLite on disk, Hangfire, a worker, the AWS provider.</summary>
internal sealed class EngineSide : IAsyncDisposable
{
    private const string Runbook = """
        apiVersion: argoproj.io/v1alpha1
        kind: Workflow
        metadata: {generateName: bench-}
        spec:
          entrypoint: stop-all
          arguments: {parameters: [{name: ids}]}
          templates:
            - name: stop-all
              steps:
                - - name: stop
                    template: stop
                    withParam: "{{workflow.parameters.ids}}"
                    arguments: {parameters: [{name: id, value: "{{item}}"}]}
            - name: stop
              inputs: {parameters: [{name: id}]}
              plugin:
                aws:
                  service: ec2
                  action: StopInstances
                  parameters: {InstanceIds: ["{{inputs.parameters.id}}"]}
                  query: "StoppingInstances[0].{id: InstanceId, was: PreviousState.Name, now: CurrentState.Name}"
        """;

    /// <summary>As <c>runbooks run</c> does it.</summary>
    private static readonly TimeSpan BetweenReads = TimeSpan.FromMilliseconds(25);

    private readonly DirectoryInfo _folder;
    private readonly IHost _host;

    private EngineSide(DirectoryInfo folder, IHost host) => (_folder, _host) = (folder, host);

    public static async Task<EngineSide> StartAsync(SandboxServer cloud, int atOnce)
    {
        var folder = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, $"data-{Guid.NewGuid():N}"));
        var options = new RunbooksOptions { DataDirectory = folder.FullName, Sandbox = true, Worker = new() { NativeConcurrency = atOnce } };
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error).AddSimpleConsole();
        builder.Services.AddRunbooks(options).AddSteps(options, CloudProviders.Sandboxed(cloud));
        var host = builder.Build();
        await host.StartAsync();
        return new EngineSide(folder, host);
    }

    /// <summary>From the submission of the run until its end is seen by someone who follows it.</summary>
    public async Task StopAsync(IReadOnlyList<string> ids)
    {
        var reading = _host.Services.GetRequiredService<CloudProviders>().Language.Read("bench.yaml", Runbook);
        var workflow = reading.Documents.Count == 1 ? reading.Documents[0].Workflow : throw new InvalidOperationException(string.Join('\n', reading.Findings));
        var id = Guid.CreateVersion7().ToString();
        var request = new RunRequest { Parameters = new Dictionary<string, string> { ["ids"] = JsonSerializer.Serialize(ids) } };
        var store = _host.Services.GetRequiredService<RunStore>();
        await store.SubmitAsync(Submitter.Submit(workflow, request, id, id[^5..], "default", TimeProvider.System.GetUtcNow()).Event!);
        _host.Services.GetRequiredService<DueRuns>().Wake();
        var run = await FollowAsync(store, id);
        if (run.Phase != RunPhase.Succeeded) throw new InvalidOperationException($"the run is {run.Phase}: {run.Message}; {run.Nodes.FirstOrDefault(node => node.IsLeaf && node.FailedOrErrored)?.Message}");
    }

    private static async Task<RunState> FollowAsync(RunStore store, string id)
    {
        var page = store.ReadEvents(id);
        var run = RunState.Replay(page.Events);
        while (!run.IsFinished)
        {
            await Task.Delay(BetweenReads, TimeProvider.System);
            page = await store.WaitForEventsAsync(id, page.Position, CancellationToken.None);
            foreach (var e in page.Events) run.Apply(e);
        }
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
