using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Requests;
using Runbooks.Engine.Submission;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>A line of a script in which someone asks something of the run: <c>someone resumes displayName=a</c>.</summary>
internal static class RequestLine
{
    private const string Refused = "refused";

    /// <returns>Null if the line is about something else.</returns>
    public static Request? TryRead(string line, IReadOnlyList<string> details, DateTimeOffset at)
    {
        if (line.Split(' ', 3) is not ["someone", var verb, .. var rest]) return null;
        var (id, by, selector) = ($"{at:HHmmss}", "alice", rest is [var given] ? given : null);
        return verb switch
        {
            "stops" => new StopRequest(at, id, by, ShutdownStrategy.Stop, selector, Value(details, "message")),
            "terminates" => new StopRequest(at, id, by, ShutdownStrategy.Terminate),
            "suspends" => new SuspendRequest(at, id, by),
            "resumes" => new ResumeRequest(at, id, by, selector),
            "sets" => new NodeSetRequest(at, id, by, selector)
            {
                Phase = Value(details, "phase") is { } phase ? Enum.Parse<NodePhase>(phase) : null,
                Message = Value(details, "message"),
                OutputParameters = Values(details, "out "),
            },
            "retries" => new RetryRequest(at, id, by, selector is not null, selector) { Parameters = Values(details, "p ") },
            _ => throw new FormatException($"nobody can do that: '{line}'"),
        };
    }

    /// <returns>What begins a new run; null if the line is about something else, or it was refused with the reason that the case gives.</returns>
    public static RunSubmitted? TryResubmit(string line, IReadOnlyList<string> details, RunHistory history, DateTimeOffset at)
    {
        if (line is not ("someone resubmits" or "someone resubmits memoized")) return null;
        var made = Resubmitter.Resubmit(history.State, line.EndsWith("memoized", StringComparison.Ordinal), Values(details, "p "), "0199c0de-0000-7000-8000-000000000002", "again", at);
        Assert.Equal(Value(details, Refused), made.Problems is [var problem, ..] ? problem : null);
        return made.Event;
    }

    /// <summary>It was met, or refused with the reason that the case gives.</summary>
    public static void Check(string line, IReadOnlyList<string> details, RunHistory history)
    {
        if (!line.StartsWith("someone ", StringComparison.Ordinal) || line.StartsWith("someone resubmits", StringComparison.Ordinal)) return;
        var answer = history.Events.OfType<RequestAnswered>().Last();
        Assert.Equal(Value(details, Refused), answer.Refusal);
    }

    private static string? Value(IReadOnlyList<string> details, string name) => Values(details, name).Values.FirstOrDefault();

    /// <summary>The details whose name begins so, by the rest of it.</summary>
    private static Dictionary<string, string> Values(IReadOnlyList<string> details, string prefix) => details
        .Where(detail => detail.StartsWith(prefix, StringComparison.Ordinal))
        .Select(detail => detail[prefix.Length..].Split('=', 2))
        .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());
}
