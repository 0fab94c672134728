using Runbooks.Engine.Argo;

namespace Runbooks.Engine.Steps;

/// <summary>One attempt of one leaf step, as its executor sees it.</summary>
public sealed record StepContext
{
    public required RunIdentity Run { get; init; }

    /// <summary>The node's name in Argo's form, e.g. <c>stop-ec2-x7k2p[1].stop(3:i-0abc)</c>.</summary>
    public required string NodeName { get; init; }

    /// <summary>The node's id in Argo's form, <c>&lt;run&gt;-&lt;hash&gt;</c>.</summary>
    public required string NodeId { get; init; }

    /// <summary>Deterministic, so that creating it twice finds the first: at most 253 characters.</summary>
    public required string PodName { get; init; }

    /// <summary>The template, with every tag filled in.</summary>
    public required Template Template { get; init; }

    /// <summary>The workflow's own settings for Pods, with every tag filled in; a template's setting wins over them.</summary>
    public required WorkflowSpec Spec { get; init; }

    /// <summary>Someone reads <c>outputs.result</c>: capture it.</summary>
    public required bool ResultWanted { get; init; }

    /// <summary>When the step first started; bounds on waiting count from here.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>A process before this one started the step and is gone: look for what is there before starting anew.</summary>
    public required bool Adopt { get; init; }

    /// <summary>The cloud's client token: the same for every try of this attempt, and for those that follow it if its outcome is unknown. 32 hex digits.</summary>
    public required string ClientToken { get; init; }

    /// <summary>Cancelled when the step is to be ended for good: what it runs outside (a Pod) then goes, too. See <see cref="IStepExecutor"/>.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>What the step reports while it runs.</summary>
    public required IStepJournal Journal { get; init; }
}
