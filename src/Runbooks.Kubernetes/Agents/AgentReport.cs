using System.Text;
using k8s;
using Runbooks.Engine.Steps;
using Runbooks.Kubernetes.Clusters;
using Runbooks.Kubernetes.Pods;

namespace Runbooks.Kubernetes.Agents;

/// <summary>What the agent brought out of a container.</summary>
/// <param name="Files">Output parameter to content; a file that isn't there is not in it.</param>
/// <param name="StandardOutput">Standard output, if it was asked for.</param>
/// <param name="Mistake">Why an output could not be brought out; null if all is well.</param>
internal sealed record AgentReport(IReadOnlyDictionary<string, string> Files, string? StandardOutput, string? Mistake)
{
    /// <summary>False: the sidecar did not hand it over, and may wait for ever.</summary>
    public bool IsComplete { get; private init; } = true;

    /// <summary>There is nothing to read: the command has not run, or its Pod is gone.</summary>
    public static AgentReport None { get; } = Failed("the Pod is gone");

    // The sidecar prints at once when the command has ended; the rest is the container's own start.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private const int Limit = 16 * 1024 * 1024;

    /// <summary>Reads the sidecar's log until its report is complete, trying again while it starts.</summary>
    public static async Task<AgentReport> ReadAsync(IKubernetes client, StepContext step, PodOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var backoff = new Backoff();
        var start = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var timeout = new CancellationTokenSource(Timeout, time);
                using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellation);
                return await ReadOnceAsync(client, step, either.Token);
            }
            catch (Exception e) when (!cancellation.IsCancellationRequested)
            {
                var failure = ApiFailure.Of(e);
                if (time.GetElapsedTime(start) > (failure.MayPass ? options.ApiTimeout : Timeout))
                    return Failed($"the Pod's container '{Agent.Sidecar}' did not hand them over: {failure.Message}");
                await backoff.WaitAsync(time, cancellation);
            }
        }
    }

    /// <summary>
    /// Parses a report: lines of <c>NAME value BASE64</c>, <c>NAME absent</c> or <c>NAME error TEXT</c>, then <c>end</c>.
    /// Standard output has the name <c>-</c>.
    /// </summary>
    /// <exception cref="EndOfStreamException">The report is cut short.</exception>
    public static async Task<AgentReport> ParseAsync(TextReader reader, CancellationToken cancellation)
    {
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        string? mistake = null;
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line == "end") return new AgentReport(files, files.Remove("-", out var output) ? output : null, mistake);
            var parts = line.Split(' ', 3);
            if (parts is [var name, "value", var content]) files[name] = Encoding.UTF8.GetString(Convert.FromBase64String(content));
            if (parts is [var bad, "error", var text]) mistake ??= bad == "-" ? $"standard output: {text}" : $"output parameter '{bad}': {text}";
        }
        throw new EndOfStreamException("the report is cut short");
    }

    private static async Task<AgentReport> ReadOnceAsync(IKubernetes client, StepContext step, CancellationToken cancellation)
    {
        await using var source = await client.CoreV1.ReadNamespacedPodLogAsync(step.PodName, step.Run.Namespace, container: Agent.Sidecar, follow: true,
            limitBytes: Limit, cancellationToken: cancellation);
        using var reader = new StreamReader(source);
        return await ParseAsync(reader, cancellation);
    }

    private static AgentReport Failed(string why) => new(new Dictionary<string, string>(), null, $"output files can't be read: {why}") { IsComplete = false };
}
