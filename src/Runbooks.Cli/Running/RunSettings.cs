using Runbooks.Cli.Output;
using Runbooks.Engine.Runs;

namespace Runbooks.Cli.Running;

/// <summary>What the user said to <c>run</c>.</summary>
internal sealed record RunSettings
{
    /// <summary>The runbook; null if a run is resumed, or one of the cluster is run.</summary>
    public string? File { get; init; }

    /// <summary>Files and folders with what the runbook refers to.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Which document is run: <c>workflowtemplate/shutdown</c>; null if there is only one.</summary>
    public string? From { get; init; }

    /// <summary>The run to go on with: name, id or <c>@latest</c>; null for a new one.</summary>
    public string? Resume { get; init; }

    public required IReadOnlyList<string> Parameters { get; init; }
    public string? ParameterFile { get; init; }
    public string? Namespace { get; init; }
    public string? Name { get; init; }
    public string? Entrypoint { get; init; }
    public required RunPlace Place { get; init; }

    /// <summary><c>tree</c>, <c>json</c> or <c>name</c>.</summary>
    public required string Output { get; init; }

    public required string DataFolder { get; init; }

    /// <summary>The folder stood on the command line.</summary>
    public required bool DataFolderGiven { get; init; }

    /// <summary>To go on with a run that someone has resumed or retried.</summary>
    public static RunSettings ToGoOn(RunState run, string output, string dataFolder, bool dataFolderGiven) => new()
    {
        Resume = run.Run.Id,
        Parameters = [],
        Place = RunPlace.Of(run.Runbook.Workflow.Metadata.Annotations),
        Output = output,
        DataFolder = dataFolder,
        DataFolderGiven = dataFolderGiven,
    };

    /// <summary>For commands that go on with the run.</summary>
    public CommandHints Hints => new(DataFolderGiven ? DataFolder : null);
}
