using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Runbooks.Engine.Argo.Kinds;

/// <summary>Argo's <c>CronWorkflowSpec</c>.</summary>
public sealed record CronWorkflowSpec
{
    /// <summary>Cron expressions of five fields, <c>@hourly</c>, <c>@every 5m</c>, …</summary>
    public required IReadOnlyList<string> Schedules { get; init; }

    /// <summary>A zone of the tz database: <c>Europe/Berlin</c>; the server's if it isn't given.</summary>
    public string? Timezone { get; init; }

    /// <summary>What if the last run still goes: <c>Allow</c>, <c>Forbid</c> or <c>Replace</c>.</summary>
    [AllowedValues("Allow", "Forbid", "Replace")]
    [DefaultValue("Allow")]
    public string? ConcurrencyPolicy { get; init; }

    /// <summary>How late a missed run may still start.</summary>
    public long? StartingDeadlineSeconds { get; init; }

    /// <summary>No runs are started.</summary>
    [DefaultValue("false")]
    public bool Suspend { get; init; }

    /// <summary>How many runs that succeeded are kept.</summary>
    [DefaultValue("3")]
    public int? SuccessfulJobsHistoryLimit { get; init; }

    /// <summary>How many runs that failed are kept.</summary>
    [DefaultValue("1")]
    public int? FailedJobsHistoryLimit { get; init; }

    /// <summary>A run is started only if this condition holds.</summary>
    public string? When { get; init; }

    /// <summary>When it is all over.</summary>
    public StopStrategy? StopStrategy { get; init; }

    /// <summary>Labels and annotations of the runs.</summary>
    public Metadata? WorkflowMetadata { get; init; }

    /// <summary>What is run.</summary>
    public required WorkflowSpec WorkflowSpec { get; init; }
}
