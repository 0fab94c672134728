using System.ComponentModel;
using System.Diagnostics;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// Carries out container and script steps as local processes, for trying things out without a cluster. The image is ignored: the command
/// must be on this machine's PATH. What only a cluster has (Secrets in the environment, volumes) is refused by name.
/// </summary>
public sealed class ProcessStepExecutor : IStepExecutor
{
    /// <summary>Argo's name for the script file's folder; here one is made per step.</summary>
    private const string ScriptFile = "script";

    /// <summary>How long output is still read after the process has ended.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(5);

    public async Task<StepOutcome> ExecuteAsync(StepContext step, CancellationToken cancellation)
    {
        if (step.Adopt && step.Stop.IsCancellationRequested)
            return StepOutcome.Error("its local process may still be running: the runbooks process that had started it is gone");
        cancellation.ThrowIfCancellationRequested();
        if (step.Adopt)
            return StepOutcome.Error("outcome unknown: the local process of this step ended with the runbooks process that had started it");
        if (!ProcessSpec.TryRead(step.Template, out var spec, out var reason)) return StepOutcome.Error(reason);
        if (await RawFiles.WriteAsync(step.Template, cancellation) is { } refused) return StepOutcome.Error(refused);
        var folder = Directory.CreateTempSubdirectory("runbooks-step-");
        try
        {
            var progress = new ProgressFile(folder.FullName);
            var outcome = await RunAsync(step, await WithScriptAsync(spec, folder.FullName, cancellation), progress, cancellation);
            return outcome with { Count = progress.Read() };
        }
        catch (Win32Exception notStarted)
        {
            return StepOutcome.Error($"can't start '{spec.Command[0]}': {notStarted.Message}; with --runtime process it must be on this machine's PATH");
        }
        finally
        {
            Remove(folder);
        }
    }

    private static void Remove(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (IOException)
        {
            // Something that the step left behind still writes there; it is in the temporary folder and does no harm.
        }
    }

    private static async Task<ProcessSpec> WithScriptAsync(ProcessSpec spec, string folder, CancellationToken cancellation)
    {
        if (spec.Source is null) return spec;
        var file = Path.Combine(folder, ScriptFile);
        await File.WriteAllTextAsync(file, spec.Source, cancellation);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return spec with { Command = [.. spec.Command, file] };
    }

    private static async Task<StepOutcome> RunAsync(StepContext step, ProcessSpec spec, ProgressFile progress, CancellationToken cancellation)
    {
        using var log = Stream.Synchronized(step.Journal.OpenLog());
        using var process = Process.Start(StartInfo(spec, progress))!;
        step.Journal.Report(new StepProgress(NodePhase.Running));
        process.StandardInput.Close();
        var result = new ResultCapture();
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var output = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, log, result, reading.Token),
            CopyAsync(process.StandardError.BaseStream, log, null, reading.Token));
        var readiness = step.Template.Daemon == true ? ProcessReadiness.TellAsync(step, reading.Token) : Task.CompletedTask;
        var following = progress.FollowAsync(step.Journal, reading.Token);
        try
        {
            await ExitAsync(process, cancellation);
        }
        finally
        {
            // As in a container, the step ends with its main process: what that has left behind may hold the pipes open for ever.
            reading.CancelAfter(LongestDrain);
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.CancelAsync();
            await readiness;
            await following;
        }
        return await OutcomeAsync(step, process.ExitCode, result, cancellation);
    }

    private static async Task ExitAsync(Process process, CancellationToken cancellation)
    {
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static ProcessStartInfo StartInfo(ProcessSpec spec, ProgressFile progress)
    {
        var info = new ProcessStartInfo(spec.Command[0], spec.Command.Skip(1).Concat(spec.Arguments))
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = spec.WorkingDirectory ?? "",
        };
        info.Environment[ProgressFile.Variable] = progress.Path;
        foreach (var (name, value) in spec.Environment) info.Environment[name] = value;
        return info;
    }

    private static async Task CopyAsync(Stream from, Stream log, ResultCapture? result, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            log.Write(buffer.AsSpan(0, count));
            result?.Write(buffer.AsSpan(0, count));
        }
    }

    private static async Task<StepOutcome> OutcomeAsync(StepContext step, int exitCode, ResultCapture result, CancellationToken cancellation)
    {
        var (parameters, tooLarge) = await OutputFiles.ReadAsync(step.Template, cancellation);
        if (step.ResultWanted && result.IsTooLong) tooLarge ??= result.Complaint;
        if (exitCode == 0 && tooLarge is not null) return StepOutcome.Error(tooLarge);
        var outputs = new StepOutputs { ExitCode = exitCode.ToString(), Result = step.ResultWanted && !result.IsTooLong ? result.Text : null, Parameters = parameters };
        // As in Argo, a daemon that ends by itself has failed, be it with exit code 0.
        if (exitCode == 0 && step.Template.Daemon == true) return new StepOutcome(NodePhase.Failed, null, outputs);
        return exitCode == 0
            ? new StepOutcome(NodePhase.Succeeded, null, outputs)
            : new StepOutcome(NodePhase.Failed, $"main: Error (exit code {exitCode})", outputs);
    }
}
