using System.Text.Json.Nodes;
using Runbooks.Secrets;

namespace Runbooks.Actions;

/// <summary>One native step, as its provider sees it.</summary>
public sealed record ActionContext
{
    /// <summary>What stands under the provider's key, with every <c>{{tag}}</c> filled in.</summary>
    public required JsonObject Body { get; init; }

    /// <summary>The node's name, e.g. <c>stop-ec2-x7k2p[1].stop(3:i-0abc)</c>.</summary>
    public required string NodeName { get; init; }

    /// <summary>The namespace of the run: where its Secrets are.</summary>
    public required string Namespace { get; init; }

    /// <summary>When the step first started. A wait's timeout counts from here, over restarts of the process.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The cloud's client token: the same for every try of this attempt, and for those that follow it if its outcome is unknown. 32 hex digits.</summary>
    public required string ClientToken { get; init; }

    public required ISecretSource Secrets { get; init; }

    public required TimeProvider Time { get; init; }

    /// <summary>Stores, before a mutating call, that it is about to be made. See <see cref="Intent"/>.</summary>
    public required Func<CancellationToken, Task<Intent>> AnnounceAsync { get; init; }

    /// <summary>A short line on what the step is doing now ("3 of 20 stopped"), shown on its node.</summary>
    public Action<string> Progress { get; init; } = static _ => { };

    /// <summary>Where the step's calls go, as its node is to say: <c>123456789012/eu-west-1</c>.</summary>
    public Action<string> CallsAt { get; init; } = static _ => { };

    /// <summary>Hides a value wherever this run is shown, logged or stored from now on.</summary>
    public Action<string> Mask { get; init; } = static _ => { };
}
