namespace Runbooks.PodAgent;

/// <summary>The sidecar: waits for the command to end and prints what it left.</summary>
internal static class Reporting
{
    private const int PauseMilliseconds = 20;

    public static int Run(string path)
    {
        var folder = new SharedFolder(path);
        string? report;
        while ((report = folder.Read()) is null) Libc.Pause(PauseMilliseconds);
        Console.Out.Write($"{report}end\n");
        return 0;
    }
}
