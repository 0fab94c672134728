using System.Collections.Concurrent;
using Runbooks.Engine.Argo;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// The places outside of their own <c>/tmp</c> where the steps that are under way leave outputs. Two that leave theirs in the same place would get
/// each other's, so the second is refused.
/// </summary>
internal sealed class SharedPaths
{
    private readonly ConcurrentDictionary<string, byte> _taken = new(StringComparer.Ordinal);

    /// <returns>Those of the step, to be given back; or why it can't have them.</returns>
    public (IReadOnlyList<string> Taken, string? Refusal) Take(Template template, bool tmpIsPrivate)
    {
        var taken = new List<string>();
        foreach (var output in template.Outputs.Parameters.Where(output => output.ValueFrom?.Path is not null))
        {
            var path = Path.GetFullPath(output.ValueFrom!.Path!);
            if ((tmpIsPrivate && path.StartsWith(RawFiles.Tmp, StringComparison.Ordinal)) || taken.Contains(path)) continue;
            if (_taken.TryAdd(path, 0)) taken.Add(path);
            else
            {
                Release(taken);
                return ([], $"outputs.parameters.{output.Name}: another step that is under way leaves its output in '{path}', too; only /tmp is a step's own with --runtime process");
            }
        }
        return (taken, null);
    }

    public void Release(IReadOnlyList<string> taken)
    {
        foreach (var path in taken) _taken.TryRemove(path, out _);
    }
}
