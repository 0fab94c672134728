using System.Diagnostics;

namespace Runbooks.Server.Steps.Processes;

/// <summary>
/// Starts a step's program by way of a shell that becomes it, with a <c>/tmp</c> of its own. The program leads a group of processes, which ends with
/// the step and with this process, however that ends: the group holds one end of a pipe, this process the other.
/// </summary>
/// <param name="setsid">The program that makes the group; null if there is none: the step is in this process's own, and nothing watches over it.</param>
internal sealed class Launcher(StepFolder folder, PrivateTmp tmp, string? setsid)
{
    /// <summary>The exit code if there is no such program, as shells have it.</summary>
    public const int NotFound = 127;

    private const int NotRunnable = 126;

    /// <summary>Where the shell says why it doesn't become the program.</summary>
    private string Refusal => Path.Combine(folder.Path, "refusal");

    // Its words: the folder, the program that mounts, the working directory, what has made a group, the program and its arguments. The watcher is
    // nobody's child, so that a program which waits for all of its own doesn't wait for it; it keeps standard error, which so ends with the group.
    // No variable is set: it could be one of the step's.
    private const string Start = """
        exec 4> "$1/refusal"
        [ -z "$2" ] || "$2" --bind "$1/tmp" /tmp 2>&4 || exit 126
        [ -z "$3" ] || cd -- "$3" 2>&4 || exit 126
        shift 3
        command -v -- "$2" > /dev/null 2>&1 || { echo "can't start '$2': not found; with --runtime process it must be on this machine's PATH" >&4; exit 127; }
        exec 3<&0 < /dev/null 4>&-
        [ -z "$1" ] || ( (trap '' HUP INT TERM; read -r _; kill -KILL -$$) <&3 > /dev/null & )
        exec 3<&-
        shift
        exec "$@"
        """;

    // Its words: the folder, the program that mounts, the file, the limit. The file's length goes to standard error.
    private const string Read = """
        [ -z "$2" ] || "$2" --bind "$1/tmp" /tmp || exit 126
        [ -e "$3" ] || exit 3
        [ -f "$3" ] || exit 4
        stat -L -c %s -- "$3" >&2
        exec head -c "$4" -- "$3"
        """;

    public Process Launch(ProcessSpec spec, string progressFile)
    {
        string[] group = setsid is null ? [] : [setsid];
        var info = Info([.. group, .. Shell(Start), spec.WorkingDirectory ?? "", setsid ?? "", .. spec.Command, .. spec.Arguments]);
        info.RedirectStandardInput = true;
        if (!folder.TmpIsPrivate) info.Environment["TMPDIR"] = folder.Tmp;
        info.Environment[ProgressFile.Variable] = progressFile;
        foreach (var (name, value) in spec.Environment) info.Environment[name] = value;
        return Process.Start(info)!;
    }

    /// <summary>A process that prints the file at a path as the step sees it, as far as <paramref name="limit"/>: exit code 3 if there is none, 4 if it is no file.</summary>
    public Process LaunchReading(string path, int limit) => Process.Start(Info([.. Shell(Read), path, $"{limit}"]))!;

    /// <summary>Why the program has not been started; null if it has been.</summary>
    public string? WhyNot(int exitCode) => exitCode is NotRunnable or NotFound && File.Exists(Refusal) && File.ReadAllText(Refusal).Trim() is { Length: > 0 } why ? why : null;

    private string[] Shell(string script) => [.. tmp.Command, Programs.Shell, "-c", script, "sh", folder.Path, tmp.Mount ?? ""];

    private static ProcessStartInfo Info(string[] words)
    {
        var info = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardOutput = true, RedirectStandardError = true };
        info.Environment.Clear();
        foreach (var (name, value) in Inherited.Variables()) info.Environment[name] = value;
        return info;
    }
}
