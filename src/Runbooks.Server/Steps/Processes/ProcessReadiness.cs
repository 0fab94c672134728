using System.Net.Sockets;
using System.Text.Json.Nodes;
using Runbooks.Engine.Runs;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Tells when a daemon that runs as a local process is ready: when the port of its <c>readinessProbe</c> answers, or at once.</summary>
internal static class ProcessReadiness
{
    private const string Here = "127.0.0.1";

    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(100);

    public static async Task TellAsync(StepContext step, TimeProvider time, CancellationToken cancellation)
    {
        var probe = (step.Template.Container ?? step.Template.Script)?["readinessProbe"];
        try
        {
            if (Port(probe) is { } port)
                while (!await AnswersAsync(port, cancellation)) await Task.Delay(BetweenTries, time, cancellation);
            step.Journal.Report(new StepProgress(NodePhase.Running) { ReadyAt = Here });
        }
        catch (OperationCanceledException)
        {
            // It ended before.
        }
    }

    private static int? Port(JsonNode? probe) =>
        int.TryParse((probe?["httpGet"] ?? probe?["tcpSocket"] ?? probe?["grpc"])?["port"]?.ToString(), out var port) ? port : null;

    private static async Task<bool> AnswersAsync(int port, CancellationToken cancellation)
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(Here, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
