using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo;

/// <summary>Argo's <c>ResourceTemplate</c>: something done to an object in the cluster, by the engine itself.</summary>
public sealed record Resource
{
    /// <summary><c>get</c>, <c>create</c>, <c>apply</c>, <c>patch</c>, <c>replace</c> or <c>delete</c>.</summary>
    [AllowedValues("get", "create", "apply", "patch", "replace", "delete")]
    public required string Action { get; init; }

    /// <summary>For <c>patch</c>: <c>strategic</c>, <c>merge</c> or <c>json</c>.</summary>
    [AllowedValues("strategic", "merge", "json")]
    [DefaultValue("strategic")]
    public string? MergeStrategy { get; init; }

    /// <summary>The object, as YAML or JSON.</summary>
    public string? Manifest { get; init; }

    /// <summary>Where the object comes from.</summary>
    public ManifestFrom? ManifestFrom { get; init; }

    /// <summary>The run owns what is created.</summary>
    public bool SetOwnerReference { get; init; }

    /// <summary>Waits until this holds: <c>status.phase == Succeeded</c>. Several, parted by commas, must all hold.</summary>
    public string? SuccessCondition { get; init; }

    /// <summary>Fails as soon as one of these holds.</summary>
    public string? FailureCondition { get; init; }

    /// <summary>More flags of <c>kubectl</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
