namespace Runbooks.EndToEnd.Tests.Support;

/// <summary>Scripts that mount what only they see; it is gone with them. Needs util-linux, and root or the right to be it in a namespace of one's own.</summary>
internal static class PrivateMounts
{
    private static string Unshare => Environment.IsPrivilegedProcess ? "unshare --mount" : "unshare --mount --map-root-user";

    public static async Task<Finished> BashAsync(RunbooksProgram program, string script)
    {
        var probe = await program.BashAsync($"{Unshare} mount -t tmpfs tmpfs \"$HOME\"");
        Assert.SkipUnless(probe.ExitCode == 0, $"nothing can be mounted here: {probe.Errors}");
        program.Write("mounts.sh", "set -euo pipefail\n" + script);
        return await program.BashAsync($"{Unshare} bash \"$HOME/mounts.sh\"");
    }
}
