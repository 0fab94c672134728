namespace Runbooks.Providers.Sandbox;

/// <summary>Something that goes wrong with some of the requests: which ones, and what happens to them.</summary>
public sealed record Fault
{
    private Fault(string operation, FaultKind kind)
    {
        Operation = operation;
        Kind = kind;
    }

    /// <summary>The operations it strikes: a name, or a pattern with <c>*</c> (<c>Describe*</c>, <c>*</c>).</summary>
    public string Operation { get; }

    /// <summary>What happens to a struck request.</summary>
    public FaultKind Kind { get; }

    /// <summary>AWS error code, for <see cref="FaultKind.Error"/>.</summary>
    public string Code { get; private init; } = "";

    /// <summary>Error message, for <see cref="FaultKind.Error"/>.</summary>
    public string Message { get; private init; } = "";

    /// <summary>HTTP status, for <see cref="FaultKind.Error"/>.</summary>
    public int Status { get; private init; }

    /// <summary>How long to wait, for <see cref="FaultKind.Delay"/>.</summary>
    public TimeSpan Wait { get; private init; }

    /// <summary>Strike only the N-th matching request (from 1); null: any.</summary>
    public int? OnCall { get; init; }

    /// <summary>Strike at most this often; null: no limit.</summary>
    public int? Times { get; init; }

    /// <summary>Strike with this probability, 0 to 1, by the server's seeded dice.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Strike only requests that this holds for; null: all.</summary>
    public Func<LoggedRequest, bool>? Where { get; init; }

    /// <summary>The request is refused with an AWS error and has no effect.</summary>
    public static Fault Error(string operation, string code, int status, string message = "Injected by the sandbox.") =>
        new(operation, FaultKind.Error) { Code = code, Status = status, Message = message };

    /// <summary>The request is refused as AWS does above the request rate limit; it has no effect.</summary>
    public static Fault Throttle(string operation) => Error(operation, "RequestLimitExceeded", 503, "Request limit exceeded.");

    /// <summary>The connection breaks before the request has any effect.</summary>
    public static Fault DropBeforeEffect(string operation) => new(operation, FaultKind.DropBeforeEffect);

    /// <summary>The request takes effect, and the connection breaks before the answer is sent.</summary>
    public static Fault DropAfterEffect(string operation) => new(operation, FaultKind.DropAfterEffect);

    /// <summary>The request is held back for a time, then carried out as usual.</summary>
    public static Fault Delay(string operation, TimeSpan wait) => new(operation, FaultKind.Delay) { Wait = wait };
}
