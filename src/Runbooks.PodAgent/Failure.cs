namespace Runbooks.PodAgent;

/// <summary>The agent's own failures: on standard error, and where Kubernetes reads a container's last words.</summary>
internal static class Failure
{
    /// <summary>Tells the agent's failures from the command's; the engine looks for it.</summary>
    private const string Mark = "runbooks agent: ";

    private const int ExitCode = 64;
    private const string LastWords = "/dev/termination-log";

    public static int Report(string message, int exitCode = ExitCode)
    {
        Console.Error.WriteLine(Mark + message);
        try
        {
            if (File.Exists(LastWords)) File.WriteAllText(LastWords, Mark + message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Standard error has it.
        }
        return exitCode;
    }
}
