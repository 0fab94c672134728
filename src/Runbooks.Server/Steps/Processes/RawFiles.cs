using System.Text;
using Runbooks.Engine.Argo;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Writes <c>raw</c> input artifacts to where the template wants them, on this machine.</summary>
internal static class RawFiles
{
    /// <returns>Why it can't be done; null if all are there. What another has put there is not written over, except among temporary files.</returns>
    public static async Task<string?> WriteAsync(Template template, CancellationToken cancellation)
    {
        foreach (var artifact in template.Inputs.Artifacts ?? [])
        {
            var (file, content) = (Path.GetFullPath(artifact.Path!), Encoding.UTF8.GetBytes(artifact.Raw!.Data));
            if (File.Exists(file) && !IsTemporary(file) && !(await File.ReadAllBytesAsync(file, cancellation)).SequenceEqual(content))
                return $"the artifact '{artifact.Name}' is for '{file}', and there is such a file on this machine: --runtime process doesn't write over it";
            try
            {
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                await File.WriteAllBytesAsync(file, content, cancellation);
                if (artifact.Mode is { } mode && !OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)(mode & 0b111_111_111));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"the artifact '{artifact.Name}' can't be written: {e.Message}";
            }
        }
        return null;
    }

    private static bool IsTemporary(string file) =>
        new[] { Path.GetTempPath(), "/tmp/", "/var/tmp/" }.Any(folder => file.StartsWith(folder, StringComparison.Ordinal));
}
