using Microsoft.Extensions.Time.Testing;
using Runbooks.Engine.Runs;
using Runbooks.Server.Workers;

namespace Runbooks.Server.Tests.Workers;

public sealed class ProgressBoardTests : IDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private readonly ProgressBoard _board;
    private int _wakes;

    public ProgressBoardTests() => _board = new ProgressBoard(_time, () => _wakes++);

    [Fact]
    public void What_has_stood_for_a_moment_is_passed_on_once()
    {
        var first = Post(1, "first");
        Assert.Empty(_board.TakeDue(_time.GetUtcNow()));

        _time.Advance(Moment);

        Assert.Equal(1, _wakes);
        Assert.Equal([first], _board.TakeDue(_time.GetUtcNow()));
        Assert.Empty(_board.TakeDue(_time.GetUtcNow()));
    }

    [Fact]
    public void Of_what_a_step_says_in_one_moment_only_the_last_is_passed_on()
    {
        Post(1, "first");
        var second = Post(1, "second");

        _time.Advance(Moment);

        Assert.Equal([second], _board.TakeDue(_time.GetUtcNow()));
    }

    [Fact]
    public void A_step_that_is_over_takes_what_it_said_last_with_it()
    {
        var last = Post(1, "last");

        Assert.Equal(last, _board.Take(1));

        _time.Advance(Moment);
        Assert.Empty(_board.TakeDue(_time.GetUtcNow()));
    }

    [Fact]
    public void What_was_too_young_when_others_were_passed_on_has_its_turn_later()
    {
        Post(1, "old");
        _time.Advance(Moment / 2);
        var young = Post(2, "young");
        _time.Advance(Moment / 2);
        Assert.Single(_board.TakeDue(_time.GetUtcNow()));

        _time.Advance(Moment);

        Assert.Equal(2, _wakes);
        Assert.Equal([young], _board.TakeDue(_time.GetUtcNow()));
    }

    public void Dispose() => _board.Dispose();

    private NodeProgressed Post(int node, string message)
    {
        var progress = new NodeProgressed(_time.GetUtcNow(), node, NodePhase.Running, message, null);
        _board.Post(progress);
        return progress;
    }
}
