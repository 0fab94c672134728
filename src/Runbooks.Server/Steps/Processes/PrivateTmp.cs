using System.Diagnostics;

namespace Runbooks.Server.Steps.Processes;

/// <summary>Whether a process of this machine can be given a <c>/tmp</c> of its own, in a mount namespace, and by which command.</summary>
internal sealed class PrivateTmp
{
    private static readonly TimeSpan LongestTry = TimeSpan.FromSeconds(10);

    // The first is root's way; the second takes namespaces of users, in which anybody is root.
    private static readonly string[][] Ways = [["--mount"], ["--user", "--map-root-user", "--mount"]];

    private PrivateTmp(IReadOnlyList<string> command, string? mount, string? obstacle) => (Command, Mount, Obstacle) = (command, mount, obstacle);

    /// <summary>What to put before a command, so that it has mounts of its own; nothing if it can't.</summary>
    public IReadOnlyList<string> Command { get; }

    /// <summary>The program that mounts; null if there can't be a private one.</summary>
    public string? Mount { get; }

    /// <summary>Why there can't be one; null if there can.</summary>
    public string? Obstacle { get; }

    /// <summary>Finds out by trying.</summary>
    public static async Task<PrivateTmp> FindAsync(TimeProvider time)
    {
        if (!OperatingSystem.IsLinux()) return Impossible("only Linux gives a process a /tmp of its own");
        if (Programs.Find("unshare") is not { } unshare || Programs.Find("mount") is not { } mount) return Impossible("'unshare' and 'mount' (of util-linux) are not installed");
        var last = "";
        foreach (var way in Ways)
        {
            if (await TryAsync(unshare, [.. way, Programs.Shell, "-c", "\"$0\" --bind /var /tmp", mount], time) is not { } complaint) return new PrivateTmp([unshare, .. way], mount, null);
            last = complaint;
        }
        return Impossible($"this machine doesn't let a process have mounts of its own ({last})");
    }

    public static PrivateTmp Impossible(string obstacle) => new([], null, obstacle);

    /// <returns>Null if it succeeds.</returns>
    private static async Task<string?> TryAsync(string program, IEnumerable<string> arguments, TimeProvider time)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        using var bound = new CancellationTokenSource(LongestTry, time);
        try
        {
            var complaint = await process.StandardError.ReadToEndAsync(bound.Token);
            await process.WaitForExitAsync(bound.Token);
            return process.ExitCode == 0 ? null : complaint.Trim();
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return "no answer";
        }
    }
}
