using System.Globalization;
using System.Text;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// Reads the files that a template names as its output parameters, with the step's eyes: its own <c>/tmp</c>, its links. What a step leaves in such a
/// place may be anything, so another process reads it, so much and for so long.
/// </summary>
internal sealed class OutputFiles(Launcher launcher, TimeProvider time)
{
    private static readonly TimeSpan LongestRead = TimeSpan.FromSeconds(10);

    private const int Absent = 3, NoFile = 4;

    /// <returns>The values of the files that are there, without their last line break; and a complaint if one can't be taken.</returns>
    public async Task<(Dictionary<string, string> Parameters, string? Complaint)> ReadAsync(Template template, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        string? first = null;
        foreach (var output in template.Outputs.Parameters)
        {
            if (output.ValueFrom?.Path is not { } path) continue;
            var (text, complaint) = await ReadAsync(path, cancellation);
            if (complaint is not null) first ??= $"outputs.parameters.{output.Name}: '{path}' {complaint}";
            if (text is not null) parameters[output.Name] = WithoutLastLineBreak(text);
        }
        return (parameters, first);
    }

    public static string WithoutLastLineBreak(string text) => text.EndsWith('\n') ? text[..^1] : text;

    private async Task<(string? Text, string? Complaint)> ReadAsync(string path, CancellationToken cancellation)
    {
        using var reading = launcher.LaunchReading(path, StepOutputs.ResultLimit + 1);
        using var late = new CancellationTokenSource(LongestRead, time);
        using var bound = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        try
        {
            var notes = reading.StandardError.ReadToEndAsync(bound.Token);
            using var content = new MemoryStream();
            await reading.StandardOutput.BaseStream.CopyToAsync(content, bound.Token);
            await reading.WaitForExitAsync(bound.Token);
            return Judge(reading.ExitCode, content.ToArray(), (await notes).Trim());
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (null, $"can't be read to its end within {LongestRead.TotalSeconds:0} s");
        }
        finally
        {
            if (!reading.HasExited) reading.Kill(entireProcessTree: true);
        }
    }

    private static (string? Text, string? Complaint) Judge(int exitCode, byte[] content, string notes) => exitCode switch
    {
        0 when content.Length > StepOutputs.ResultLimit =>
            (null, $"is {Math.Max(content.Length, long.TryParse(notes, CultureInfo.InvariantCulture, out var length) ? length : 0):N0} bytes, the limit is {StepOutputs.ResultLimit:N0}"),
        0 => (Encoding.UTF8.GetString(content), null),
        Absent => (null, null),
        NoFile => (null, "is no regular file"),
        _ => (null, $"can't be read: {notes}"),
    };
}
