using System.Text.RegularExpressions;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Runs.Memoization;
using Runbooks.Engine.Steps;

namespace Runbooks.Engine.Tests.Runs;

/// <summary>A line of a script about what a node has to pass before it is carried out: <c>a gets its locks</c>, <c>a is in the cache</c>.</summary>
internal static partial class GateLine
{
    /// <param name="outputs">What stands below the line.</param>
    /// <returns>Null if the line is about something else.</returns>
    public static RunEvent? TryRead(string line, StepOutputs outputs, RunHistory history, DateTimeOffset at)
    {
        var match = Line().Match(line);
        if (!match.Success) return null;
        var (name, message) = (match.Groups["node"].Value, match.Groups["message"].Value);
        return match.Groups["verb"].Value switch
        {
            "gets its locks" => Granted(history.Wants(name), at),
            "waits for a lock" => Awaited(history.Wants(name), match.Groups["lock"].Value, message, at),
            "is refused its locks" => new LocksRefused(at, history.Wants(name).Node, message),
            "is in the cache" => Answer(history.LooksUp(name), outputs, at),
            "is not in the cache" => Answer(history.LooksUp(name), null, at),
            _ => Answer(history.LooksUp(name), null, at) with { Complaint = message },
        };
    }

    private static LocksGranted Granted(AcquireLocks wanted, DateTimeOffset at) => new(at, wanted.Node, wanted.Locks);

    private static LocksAwaited Awaited(AcquireLocks wanted, string name, string message, DateTimeOffset at) =>
        new(at, wanted.Node, wanted.Locks, wanted.Locks.FirstOrDefault(held => held.ToString() == name) ?? throw new FormatException($"the locks are {string.Join(", ", wanted.Locks)}"), message);

    private static CacheLookedUp Answer(LookUpCache wanted, StepOutputs? outputs, DateTimeOffset at) =>
        new(at, wanted.Node, new CacheAnswer(wanted.Key.Cache, wanted.Key.Key, outputs is not null, outputs), null);

    [GeneratedRegex("""^(?<node>.+?) (?<verb>gets its locks|waits for a lock|is refused its locks|is in the cache|is not in the cache|has no cache)( (?<lock>\S+/\S+))?( "(?<message>.*)")?$""")]
    private static partial Regex Line();
}
