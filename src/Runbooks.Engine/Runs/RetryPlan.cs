using System.Globalization;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Compilation;
using Runbooks.Waiting;

namespace Runbooks.Engine.Runs;

/// <summary>A <c>retryStrategy</c> whose tags are filled in, and what it says after a failed attempt.</summary>
internal sealed class RetryPlan
{
    /// <summary>Argo's message when the limit is reached.</summary>
    public const string NoMore = "No more retries left";

    /// <summary>So many attempts may follow each other at once.</summary>
    private const int Unhurried = 5;

    /// <summary>From one attempt to the next after those: native and http steps take no time by themselves, as Pods do.</summary>
    private static readonly TimeSpan Floor = TimeSpan.FromSeconds(1);

    private readonly string _policy;
    private readonly int? _limit;
    private readonly bool _backsOff;
    private readonly TimeSpan _wait;
    private readonly int _factor;
    private readonly TimeSpan? _cap;
    private readonly TimeSpan? _longest;

    /// <exception cref="StepInputException">A value is not of its form.</exception>
    public RetryPlan(RetryStrategy strategy)
    {
        _policy = strategy.PolicyInForce;
        _limit = Whole("limit", strategy.Limit);
        if (strategy.Backoff is not { } backoff) return;
        _backsOff = true;
        _wait = Time("duration", backoff.Duration) ?? throw new StepInputException("no base duration specified for retryStrategy");
        _factor = Whole("factor", backoff.Factor) ?? 0;
        _cap = Time("cap", backoff.Cap);
        _longest = Time("maxDuration", backoff.MaxDuration);
    }

    /// <summary>How long all attempts together may take; null for as long as they like.</summary>
    public TimeSpan? Longest => _longest;

    /// <summary>What comes after the last of these attempts, which has failed. The checks come in Argo's order.</summary>
    public RetryVerdict After(IReadOnlyList<Node> attempts, CompiledRunbook runbook, DateTimeOffset now)
    {
        var last = attempts[^1];
        if (FailedCall.In(last, runbook) is { } call) return RetryVerdict.Stop(call == last ? last.Message : $"{last.Message}; not tried again: {FailedCall.Describe(call)}");
        if (_backsOff && Backoff(attempts, now) is { } verdict) return verdict;
        if (!IsRetried(last)) return RetryVerdict.Stop(last.Message);
        if (attempts.Count > _limit) return RetryVerdict.Stop(NoMore);
        var floor = attempts.Count < Unhurried ? now : Later(last.StartedAt, Floor);
        return now < floor ? RetryVerdict.Wait(floor, $"Backoff for {HumanDuration.Of(Floor)}") : RetryVerdict.Again;
    }

    private RetryVerdict? Backoff(IReadOnlyList<Node> attempts, DateTimeOffset now)
    {
        var deadline = attempts[0].StartedAt + _longest;
        if (now > deadline) return RetryVerdict.Stop("Max duration limit exceeded");
        var wait = WaitAfter(attempts.Count);
        var until = Later(attempts[^1].FinishedAt!.Value, wait);
        if (until > deadline) return RetryVerdict.Stop("Backoff would exceed max duration limit");
        // As in Argo, only a strategy with a limit waits.
        return now < until && attempts.Count <= _limit ? RetryVerdict.Wait(until, $"Backoff for {HumanDuration.Of(wait)}") : null;
    }

    private TimeSpan WaitAfter(int attempts)
    {
        var seconds = _wait.TotalSeconds * (_factor > 0 ? Math.Pow(_factor, attempts - 1) : 1);
        var wait = seconds < TimeSpan.FromDays(36_500).TotalSeconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.FromDays(36_500);
        return wait > _cap ? _cap.Value : wait;
    }

    private bool IsRetried(Node attempt) => _policy switch
    {
        "Always" => true,
        "OnError" => attempt.Phase == NodePhase.Error,
        "OnTransientError" => attempt.IsTransient || TransientError.IsIn(attempt.Message),
        _ => attempt.Phase == NodePhase.Failed,
    };

    private static DateTimeOffset Later(DateTimeOffset time, TimeSpan wait) => DateTimeOffset.MaxValue - time > wait ? time + wait : DateTimeOffset.MaxValue;

    private static int? Whole(string field, AnyString? value) =>
        value is null ? null
        : int.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw new StepInputException($"retryStrategy: {field} '{value}' is not a whole number");

    private static TimeSpan? Time(string field, string? value) =>
        value is null or "" ? null : Duration.Parse(value) ?? throw new StepInputException($"retryStrategy: {field}: unable to parse {value} as a duration");
}
