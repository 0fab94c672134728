using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Server.Storage;

namespace Runbooks.Server.Tests.Storage;

/// <summary>Which runs a list shows.</summary>
public sealed class RunFilterTests : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly RunStore _store;

    public RunFilterTests() => _store = new RunStore(_folder.File("runbooks.db"), _time);

    [Theory]
    [InlineData("env=prod", "a")]
    [InlineData("env==prod", "a")]
    [InlineData("env!=prod", "b none")]
    [InlineData("env", "a b")]
    [InlineData("!env", "none")]
    [InlineData("env in (prod, dev)", "a b")]
    [InlineData("env notin (prod,test)", "b none")]
    [InlineData("env,team=x", "a")]
    [InlineData("example.com/team=y", "b")]
    [InlineData(" env = dev , !team ", "b")]
    [InlineData("env=", "")]
    [InlineData("env='); DROP TABLE runs; --", null)]
    [InlineData("env in prod", null)]
    [InlineData("env=prod,", null)]
    [InlineData("", null)]
    public async Task Labels_choose_as_in_Kubernetes(string selector, string? names)
    {
        await SubmitAsync("a", """{"env": "prod", "team": "x"}""");
        await SubmitAsync("b", """{"env": "dev", "example.com/team": "y"}""");
        await SubmitAsync("none", "{}");

        Assert.Equal(names is not null, LabelSelector.TryParse(selector, out var labels, out var mistake));

        if (names is null) Assert.Contains("no requirement of a label", mistake);
        else Assert.Equal(names, Names(new RunFilter { Labels = labels }));
    }

    [Fact]
    public async Task A_prefix_is_taken_as_it_is_written()
    {
        foreach (var name in new[] { "nightly-1", "nightly-2", "night_ly", "night%" }) await SubmitAsync(name, "{}");

        Assert.Equal("nightly-1 nightly-2", Names(new RunFilter { Prefix = "nightly-" }));
        Assert.Equal("night%", Names(new RunFilter { Prefix = "night%" }));
    }

    [Fact]
    public async Task What_was_submitted_before_a_time_is_left_out_and_so_is_what_ended_after_one()
    {
        await SubmitAsync("old", "{}");
        var lease = Assert.Single(await _store.ClaimDueAsync("worker", TimeSpan.FromDays(9), 9));
        await _store.AppendAsync(lease, [new RunFinished(_time.GetUtcNow(), RunPhase.Failed, null)]);
        _time.Advance(TimeSpan.FromHours(2));
        await SubmitAsync("new", "{}");

        Assert.Equal("new", Names(new RunFilter { Since = _time.GetUtcNow().AddHours(-1) }));
        Assert.Equal("old", Names(new RunFilter { EndedBefore = _time.GetUtcNow().AddHours(-1) }));
        Assert.Equal("", Names(new RunFilter { EndedBefore = _time.GetUtcNow().AddHours(-3) }));
    }

    [Fact]
    public async Task A_run_whose_time_is_over_is_not_there_any_more_though_nobody_has_deleted_it_yet()
    {
        await SubmitAsync("over", "{}");
        var lease = Assert.Single(await _store.ClaimDueAsync("worker", TimeSpan.FromDays(9), 9));
        await _store.AppendAsync(lease, [new RunFinished(_time.GetUtcNow(), RunPhase.Succeeded, null)], end: new RunEnd(_time.GetUtcNow().AddMinutes(1), null));
        Assert.Equal("over", Names(new RunFilter()));

        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("", Names(new RunFilter()));
        Assert.Null(_store.Find("over"));
    }

    [Fact]
    public async Task Pages_follow_each_other_under_the_same_filter()
    {
        foreach (var name in new[] { "x-1", "y-1", "x-2", "y-2", "x-3" }) await SubmitAsync(name, "{}");

        var first = _store.List(new RunFilter { Prefix = "x-" }, 2);
        var second = _store.List(new RunFilter { Prefix = "x-" }, 2, first.Continue);

        Assert.Equal(["x-3", "x-2", "x-1"], first.Runs.Concat(second.Runs).Select(run => run.Name));
        Assert.Null(second.Continue);
    }

    [Fact]
    public async Task Runs_from_before_labels_were_kept_are_found_by_them_too()
    {
        await SubmitAsync("a", """{"env": "prod"}""");
        using (var connection = new SqliteConnection($"Data Source={_folder.File("runbooks.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "ALTER TABLE runs DROP COLUMN labels; PRAGMA user_version = 6";
            command.ExecuteNonQuery();
        }

        await using var again = RunStore.ToRead(_folder.File("runbooks.db"), _time);

        Assert.True(LabelSelector.TryParse("env=prod", out var labels, out _));
        Assert.Equal("a", Assert.Single(again.List(new RunFilter { Labels = labels }, 9).Runs).Name);
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    private string Names(RunFilter filter) => string.Join(' ', _store.List(filter, 100).Runs.Select(run => run.Name).Order(StringComparer.Ordinal));

    private async Task SubmitAsync(string name, string labels)
    {
        var run = TestRun.Call(name);
        var named = JsonNode.Parse(labels)!.AsObject().ToDictionary(label => label.Key, label => (string)label.Value!);
        await _store.SubmitAsync(run with { At = _time.GetUtcNow(), Workflow = run.Workflow with { Metadata = run.Workflow.Metadata with { Labels = named } } });
    }
}
