using System.Diagnostics;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>One local process, from its start to its outcome.</summary>
internal sealed class ProcessRun(StepContext step, StepFolder folder, Launcher launcher, TimeProvider time)
{
    private const string Script = "script";

    /// <summary>How long output is still read after the process has ended.</summary>
    private static readonly TimeSpan LongestDrain = TimeSpan.FromSeconds(5);

    private readonly ResultCapture _result = new();

    public async Task<StepOutcome> ToEndAsync(ProcessSpec spec, CancellationToken cancellation)
    {
        var (here, seen) = folder.File("progress");
        var progress = new ProgressFile(here);
        using var log = Stream.Synchronized(step.Journal.OpenLog());
        using var process = launcher.Launch(await WithScriptAsync(spec, cancellation), seen);
        step.Journal.Report(new StepProgress(NodePhase.Running));
        await FollowAsync(process, log, progress, cancellation);
        return await OutcomeAsync(process.ExitCode, cancellation) with { Count = progress.Read() };
    }

    private async Task<ProcessSpec> WithScriptAsync(ProcessSpec spec, CancellationToken cancellation)
    {
        if (spec.Source is null) return spec;
        var (here, seen) = folder.File(Script);
        await File.WriteAllTextAsync(here, spec.Source, cancellation);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(here, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return spec with { Command = [.. spec.Command, seen] };
    }

    private async Task FollowAsync(Process process, Stream log, ProgressFile progress, CancellationToken cancellation)
    {
        using var reading = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var output = Task.WhenAll(
            CopyAsync(process.StandardOutput.BaseStream, log, _result, reading.Token),
            CopyAsync(process.StandardError.BaseStream, log, null, reading.Token));
        var readiness = step.Template.Daemon == true ? ProcessReadiness.TellAsync(step, time, reading.Token) : Task.CompletedTask;
        var following = progress.FollowAsync(step.Journal, time, reading.Token);
        try
        {
            await ExitAsync(process, cancellation);
        }
        finally
        {
            // As in a container, all ends with the main process: its group sees this end of its pipe go.
            process.StandardInput.Close();
            await output.WaitAsync(LongestDrain, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await reading.CancelAsync();
            await output.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await readiness;
            await following;
        }
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

    private static async Task CopyAsync(Stream from, Stream log, ResultCapture? result, CancellationToken cancellation)
    {
        var buffer = new byte[16 * 1024];
        while (await from.ReadAsync(buffer, cancellation) is var count and > 0)
        {
            log.Write(buffer.AsSpan(0, count));
            result?.Write(buffer.AsSpan(0, count));
        }
    }

    private async Task<StepOutcome> OutcomeAsync(int exitCode, CancellationToken cancellation)
    {
        if (launcher.WhyNot(exitCode) is { } why)
            return exitCode == Launcher.NotFound ? Failed(exitCode, $": {why}", new StepOutputs { ExitCode = $"{exitCode}" }) : StepOutcome.Error(why);
        var (parameters, complaint) = await new OutputFiles(launcher, time).ReadAsync(step.Template, cancellation);
        if (step.ResultWanted && _result.IsTooLong) complaint ??= _result.Complaint;
        if (exitCode == 0 && complaint is not null) return StepOutcome.Error(complaint);
        var outputs = new StepOutputs { ExitCode = $"{exitCode}", Result = step.ResultWanted && !_result.IsTooLong ? _result.Text : null, Parameters = parameters };
        if (exitCode != 0) return Failed(exitCode, "", outputs);
        // As in Argo, a daemon that ends by itself has failed, be it with exit code 0.
        return new StepOutcome(step.Template.Daemon == true ? NodePhase.Failed : NodePhase.Succeeded, null, outputs);
    }

    private static StepOutcome Failed(int exitCode, string why, StepOutputs outputs) => new(NodePhase.Failed, $"main: Error (exit code {exitCode}){why}", outputs);
}
