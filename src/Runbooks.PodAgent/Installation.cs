namespace Runbooks.PodAgent;

/// <summary>Copies the agent to where the other containers of the Pod see it.</summary>
internal static class Installation
{
    private const UnixFileMode Executable = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    public static int Install(string destination)
    {
        File.Copy("/proc/self/exe", destination, overwrite: true);
        File.SetUnixFileMode(destination, Executable);
        return 0;
    }
}
