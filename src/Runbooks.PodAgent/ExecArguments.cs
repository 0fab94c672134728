namespace Runbooks.PodAgent;

/// <param name="Folder">The folder shared with the sidecar.</param>
/// <param name="Files">Names and paths of the files to hand over.</param>
/// <param name="StandardOutput">Hand standard output over too.</param>
/// <param name="Command">The program and its arguments.</param>
internal sealed record ExecArguments(string Folder, IReadOnlyList<(string Name, string Path)> Files, bool StandardOutput, string[] Command)
{
    /// <summary>Null if they make no sense.</summary>
    public static ExecArguments? Parse(string[] words)
    {
        string? folder = null;
        var files = new List<(string, string)>();
        var isOutputWanted = false;
        for (var i = 0; i < words.Length; i++)
            switch (words[i])
            {
                case "--to" when i + 1 < words.Length:
                    folder = words[++i];
                    break;
                case "--file" when i + 1 < words.Length && words[i + 1].Split('=', 2) is [var name, var path]:
                    files.Add((name, path));
                    i++;
                    break;
                case "--stdout":
                    isOutputWanted = true;
                    break;
                case "--" when folder is not null && i + 1 < words.Length:
                    return new ExecArguments(folder, files, isOutputWanted, words[(i + 1)..]);
                default:
                    return null;
            }
        return null;
    }
}
