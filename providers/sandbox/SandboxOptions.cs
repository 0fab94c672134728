namespace Runbooks.Providers.Sandbox;

/// <summary>What the simulated cloud holds and how it behaves. Every default suits a person trying things out.</summary>
public sealed record SandboxOptions
{
    /// <summary>TCP port on 127.0.0.1; 0 picks a free one.</summary>
    public int Port { get; init; }

    /// <summary>The instances that are there when the server starts, and again after a reset.</summary>
    public Fleet Fleet { get; init; } = Fleet.Default();

    /// <summary>The clock of all state changes, delays, session expiry and log times.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long an instance stays <c>pending</c> after a start or launch.</summary>
    public TimeSpan PendingDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance stays <c>stopping</c>.</summary>
    public TimeSpan StoppingDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long an instance stays <c>shutting-down</c> before it is <c>terminated</c>.</summary>
    public TimeSpan ShuttingDownDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long the status checks of an instance that began to run say <c>initializing</c>.</summary>
    public TimeSpan StatusCheckDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Time added to every answer.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Time added to an answer, by operation name; replaces <see cref="Latency"/>.</summary>
    public Func<string, TimeSpan>? LatencyOf { get; init; }

    /// <summary>The long-lived keys that are accepted. Any other access key is refused as AWS does.</summary>
    public IReadOnlyList<SandboxCredential> Credentials { get; init; } = [SandboxCredential.Default];

    /// <summary>The roles that can be assumed. Empty: any well-formed role ARN, with all permissions.</summary>
    public IReadOnlyList<SandboxRole> Roles { get; init; } = [];

    /// <summary>The web identity tokens that are accepted. Empty: any token that is not blank.</summary>
    public IReadOnlyList<string> WebIdentityTokens { get; init; } = [];

    /// <summary>Recompute the Signature Version 4 of every request and refuse those that differ.</summary>
    public bool CheckSignatures { get; init; }

    /// <summary>How far a signature's time may be from <see cref="TimeProvider"/>; null: not checked (fake clocks).</summary>
    public TimeSpan? MaxClockSkew { get; init; }

    /// <summary>Faults that are there from the start; more can be added with <see cref="SandboxServer.Inject"/>.</summary>
    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Seed of the dice for faults with a probability.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many requests the log keeps; the oldest go first.</summary>
    public int RequestLogCapacity { get; init; } = 100_000;
}
