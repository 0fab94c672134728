using System.Globalization;
using Runbooks.Engine.Templating;

namespace Runbooks.Engine.Runs;

/// <summary>All that <c>retryStrategy.expression</c> can read, as texts: <c>retries</c> and <c>lastRetry.*</c>, of the attempt that has just failed.</summary>
internal sealed class RetryScope(Node retry, Occasion occasion) : Scope
{
    private static readonly string[] Names = ["lastRetry", "retries"];
    private static readonly string[] OfLast = ["duration", "exitCode", "message", "status"];

    public override Occasion Occasion => occasion;

    protected override string? FindHere(string name) => name switch
    {
        "retries" => (retry.Children.Count - 1).ToString(CultureInfo.InvariantCulture),
        "lastRetry.exitCode" => Last.Outputs?.ExitCode ?? "-1",
        "lastRetry.status" => Last.Phase.ToString(),
        "lastRetry.duration" => Last.Seconds,
        "lastRetry.message" => Last.Message ?? "",
        _ => null,
    };

    protected override IEnumerable<string> NamesUnderHere(string name) => name switch
    {
        "" => Names,
        "lastRetry" => OfLast,
        _ => [],
    };

    private Node Last => retry.Children[^1];
}
