using Runbooks.Engine.Argo;
using Runbooks.Engine.Steps;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Reads the files that a template names as its output parameters.</summary>
internal static class OutputFiles
{
    /// <returns>The values of the files that are there, without their last line break; and a complaint if one is too large.</returns>
    public static async Task<(Dictionary<string, string> Parameters, string? TooLarge)> ReadAsync(Template template, CancellationToken cancellation)
    {
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        string? tooLarge = null;
        foreach (var output in template.Outputs.Parameters.Where(output => output.ValueFrom?.Path is not null))
        {
            var file = new FileInfo(output.ValueFrom!.Path!);
            if (!file.Exists) continue;
            if (file.Length > StepOutputs.ResultLimit)
                tooLarge = $"outputs.parameters.{output.Name}: '{file.FullName}' is {file.Length:N0} bytes, the limit is {StepOutputs.ResultLimit:N0}";
            else
                parameters[output.Name] = WithoutLastLineBreak(await File.ReadAllTextAsync(file.FullName, cancellation));
        }
        return (parameters, tooLarge);
    }

    public static string WithoutLastLineBreak(string text) => text.EndsWith('\n') ? text[..^1] : text;
}
