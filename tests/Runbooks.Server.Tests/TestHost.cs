using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;
using Runbooks.Server.Dispatch;
using Runbooks.Server.Hosting;
using Runbooks.Server.Steps;
using Runbooks.Server.Storage;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests;

/// <summary>A whole runbooks process in the test's own, with scripted steps.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TestHost(IHost host) => _host = host;

    public WorkerOptions Options => _host.Services.GetRequiredService<WorkerOptions>();

    public RunStore Store => _host.Services.GetRequiredService<RunStore>();

    /// <summary>Some run is in this process's hands.</summary>
    public bool HasActiveRuns => _host.Services.GetRequiredService<Worker>().HasRuns;

    public static Task<TestHost> StartAsync(string folder, Func<StepContext, Task<StepOutcome>> script, WorkerOptions? worker = null, TimeProvider? time = null) =>
        StartAsync(folder, (step, cancellation) => script(step).WaitAsync(cancellation), worker, time);

    public static async Task<TestHost> StartAsync(string folder, Func<StepContext, CancellationToken, Task<StepOutcome>> script, WorkerOptions? worker = null, TimeProvider? time = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        var executor = new ScriptedExecutor(script);
        builder.Services.AddSingleton(new StepExecutors(executor, executor, executor, executor));
        builder.Services.AddRunbooks(new RunbooksOptions { DataDirectory = folder, Worker = worker ?? new() });
        if (time is not null) builder.Services.AddSingleton(time);
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host);
    }

    public async Task SubmitAsync(RunSubmitted submitted)
    {
        await Store.SubmitAsync(submitted);
        Wake();
    }

    /// <summary>Says that something in the store may be due.</summary>
    public void Wake() => _host.Services.GetRequiredService<DueRuns>().Wake();

    /// <summary>Follows the run to its end.</summary>
    public async Task<RunState> FinishAsync(string runId)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var page = await Store.WaitForEventsAsync(runId, 0, patience.Token);
        var run = RunState.Replay(page.Events);
        while (!run.IsFinished)
        {
            page = await Store.WaitForEventsAsync(runId, page.Position, patience.Token);
            foreach (var e in page.Events) run.Apply(e);
        }
        return run;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
