using System.Text;
using Runbooks.Engine.Argo;
using Runbooks.Engine.Argo.Artifacts;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Writes <c>raw</c> input artifacts to where the template wants them: in the step's own <c>/tmp</c>, or on this machine.</summary>
internal static class RawFiles
{
    public const string Tmp = "/tmp/";

    /// <returns>Why it can't be done; null if all are there. What another has put there is not written over, and no link is followed.</returns>
    public static async Task<string?> WriteAsync(Template template, StepFolder folder, CancellationToken cancellation)
    {
        foreach (var artifact in template.Inputs.Artifacts ?? [])
            try
            {
                var path = Path.GetFullPath(artifact.Path!);
                var isOwn = folder.TmpIsPrivate && path.StartsWith(Tmp, StringComparison.Ordinal);
                if (await WriteAsync(isOwn ? Path.Combine(folder.Tmp, path[Tmp.Length..]) : path, artifact, cancellation) is { } refused) return refused;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return $"the artifact '{artifact.Name}' can't be written: {e.Message}";
            }
        return null;
    }

    private static async Task<string?> WriteAsync(string file, Artifact artifact, CancellationToken cancellation)
    {
        var content = Encoding.UTF8.GetBytes(artifact.Raw!.Data);
        if (Path.Exists(file) || new FileInfo(file).LinkTarget is not null) return await IsThereAsync(file, content, cancellation) ? null : Refusal(artifact, file);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        // Not written to if it comes to be there meanwhile, be it as a link.
        await using (var stream = new FileStream(file, FileMode.CreateNew, FileAccess.Write)) await stream.WriteAsync(content, cancellation);
        if (artifact.Mode is { } mode && !OperatingSystem.IsWindows()) File.SetUnixFileMode(file, (UnixFileMode)(mode & 0b111_111_111));
        return null;
    }

    private static async Task<bool> IsThereAsync(string file, byte[] content, CancellationToken cancellation) =>
        new FileInfo(file) is { LinkTarget: null, Exists: true } info && info.Length == content.Length && (content.Length == 0 || (await File.ReadAllBytesAsync(file, cancellation)).SequenceEqual(content));

    private static string Refusal(Artifact artifact, string file) => new FileInfo(file).LinkTarget is not null
        ? $"the artifact '{artifact.Name}' is for '{file}', which is a link on this machine: --runtime process doesn't follow it"
        : $"the artifact '{artifact.Name}' is for '{file}', and there is such a file on this machine: --runtime process doesn't write over it";
}
