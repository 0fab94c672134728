using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Runbooks.Engine.Runs;

namespace Runbooks.Server.Tests.Workers;

/// <summary>A store that refuses what is written for a while, as a full disk does.</summary>
public sealed class RefusingStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public async Task A_run_waits_says_so_and_goes_on_with_each_step_done_once()
    {
        var submitted = TestRun.FanOut("patient");
        var said = new ConcurrentQueue<string>();
        var calls = new ConcurrentBag<string>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            calls.Add(step.NodeName);
            if (step.Template.Name == "list") Execute("ALTER TABLE events RENAME TO elsewhere");
            return Task.FromResult(ScriptedExecutor.Result(step.Template.Name == "list" ? "[1, 2, 3]" : "0"));
        });
        host.Store.Health.Tell = said.Enqueue;

        await host.SubmitAsync(submitted);
        await Until.TrueAsync(() => !said.IsEmpty);
        Assert.Single(calls);
        Execute("ALTER TABLE elsewhere RENAME TO events");
        var run = await host.FinishAsync(submitted.Run.Id);

        Assert.Equal(RunPhase.Succeeded, run.Phase);
        Assert.Equal(4, calls.Distinct().Count());
        Assert.Equal(4, calls.Count);
        Assert.Equal(2, said.Count);
        Assert.Contains("refuses what is written", said.First());
        Assert.Contains("goes on", said.Last());
    }

    [Fact]
    public async Task Nothing_more_is_called_when_the_store_was_deleted_under_a_run()
    {
        var said = new ConcurrentQueue<string>();
        var calls = new ConcurrentBag<string>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            calls.Add(step.NodeName);
            foreach (var file in Directory.GetFiles(_folder.Path, "runbooks.db*")) File.Delete(file);
            return Task.FromResult(ScriptedExecutor.Result("[1, 2, 3]"));
        });
        host.Store.Health.Tell = said.Enqueue;

        await host.SubmitAsync(TestRun.FanOut("lost"));
        await Until.TrueAsync(() => !said.IsEmpty);

        Assert.Single(calls);
        Assert.Contains("runbooks.db: it was deleted or moved while it was in use", Assert.Single(said));
    }

    [Fact]
    public async Task A_run_goes_on_when_the_store_that_was_moved_is_put_back()
    {
        var submitted = TestRun.FanOut("found");
        var said = new ConcurrentQueue<string>();
        await using var host = await TestHost.StartAsync(_folder.Path, step =>
        {
            if (step.Template.Name == "list") File.Move(_folder.File("runbooks.db"), _folder.File("away"));
            return Task.FromResult(ScriptedExecutor.Result(step.Template.Name == "list" ? "[1, 2, 3]" : "0"));
        });
        host.Store.Health.Tell = said.Enqueue;

        await host.SubmitAsync(submitted);
        await Until.TrueAsync(() => !said.IsEmpty);
        File.Move(_folder.File("away"), _folder.File("runbooks.db"));

        Assert.Equal(RunPhase.Succeeded, (await host.FinishAsync(submitted.Run.Id)).Phase);
    }

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("runbooks.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
