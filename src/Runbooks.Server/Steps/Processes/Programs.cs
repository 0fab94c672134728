namespace Runbooks.Server.Steps.Processes;

/// <summary>The programs of this machine that start others, by their full paths: a step's own PATH must not change which they are.</summary>
internal static class Programs
{
    public const string Shell = "/bin/sh";

    private static readonly string[] Usual = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>Null if it isn't installed.</summary>
    public static string? Find(string name) =>
        Usual.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries))
            .Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
