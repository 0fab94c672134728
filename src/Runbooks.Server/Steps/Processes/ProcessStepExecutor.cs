using System.ComponentModel;
using Runbooks.Actions;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// Carries out container and script steps as local processes, for trying things out without a cluster. The image is ignored: the command
/// must be on this machine's PATH. What only a cluster has (Secrets in the environment, volumes) is refused by name.
/// </summary>
public sealed class ProcessStepExecutor : IStepExecutor
{
    private readonly StepFolders _folders;
    private readonly TimeProvider _time;
    private readonly Lazy<Task<PrivateTmp>> _tmp;
    private readonly string? _setsid;
    private readonly SharedPaths _shared = new();

    /// <param name="folder">Where steps have their own folders while they are under way.</param>
    public ProcessStepExecutor(string folder, TimeProvider time)
        : this(folder, time, new(() => PrivateTmp.FindAsync(time)), Programs.Find("setsid"))
    {
    }

    internal ProcessStepExecutor(string folder, TimeProvider time, Lazy<Task<PrivateTmp>> tmp, string? setsid) =>
        (_folders, _time, _tmp, _setsid) = (new StepFolders(folder), time, tmp, setsid);

    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        // Its process has ended with the one that had started it; that is to be told also where the step is stopped.
        if (step.Adopt)
            return StepOutcome.Error("outcome unknown: the local process of this step ended with the runbooks process that had started it") with { Call = CallFate.Unknown };
        cancellation.ThrowIfCancellationRequested();
        if (!ProcessSpec.TryRead(step.Template, out var spec, out var reason)) return StepOutcome.Error(reason);
        var tmp = await _tmp.Value;
        if (tmp.Obstacle is { } obstacle && (spec.NamesTmp || NamesTmp(step)))
            return StepOutcome.Error($"the step uses /tmp, and it can't have one of its own: {obstacle}");
        var (taken, refused) = _shared.Take(step.Template, tmp.Obstacle is null);
        if (refused is not null) return StepOutcome.Error(refused);
        try
        {
            return await RunAsync(step, spec, tmp, cancellation);
        }
        finally
        {
            _shared.Release(taken);
        }
    }

    private async Task<StepOutcome> RunAsync(StepContext step, ProcessSpec spec, PrivateTmp tmp, CancellationToken cancellation)
    {
        foreach (var secret in Inherited.Secrets()) step.Journal.Mask(secret);
        try
        {
            return await RunInOwnFolderAsync(step, spec, tmp, cancellation);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return StepOutcome.Error($"the local process can't be started: {failure.Message}");
        }
    }

    private async Task<StepOutcome> RunInOwnFolderAsync(StepContext step, ProcessSpec spec, PrivateTmp tmp, CancellationToken cancellation)
    {
        using var own = _folders.Make(tmp.Obstacle is null);
        if (await RawFiles.WriteAsync(step.Template, own, cancellation) is { } refused) return StepOutcome.Error(refused);
        return await new ProcessRun(step, own, new Launcher(own, tmp, _setsid), _time).ToEndAsync(spec, cancellation);
    }

    private static bool NamesTmp(StepContext step) =>
        (step.Template.Inputs.Artifacts ?? []).Select(artifact => artifact.Path).Concat(step.Template.Outputs.Parameters.Select(output => output.ValueFrom?.Path))
            .Any(path => path?.StartsWith(RawFiles.Tmp, StringComparison.Ordinal) == true);
}
