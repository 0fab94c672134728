using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Runbooks.Server.Workers;

/// <summary>
/// Who a lease belongs to: <c>host/scope/process-id/start</c>. Whoever is in the same scope can see whether it still lives. Nothing in it is
/// taken from a clock that can be set: on Linux, the scope is the boot and the namespace in which the process id holds, and the start is counted in
/// the kernel's ticks since the boot.
/// </summary>
internal static class WorkerIdentity
{
    /// <summary>In <c>/proc/PID/stat</c>, counted from the field after the program's name.</summary>
    private const int StartField = 19;

    private static readonly string Scope = ScopeHere();

    public static string Current { get; } = Of(Environment.ProcessId) ?? throw new InvalidOperationException("a process that runs can be seen");

    /// <summary>True only if the owner certainly is no more: it ran here, where its process id means what it meant to it, and its process is gone.</summary>
    public static bool IsGone(string owner) => IsGone(owner, Of);

    /// <param name="see">A process as it can be seen from here, or null.</param>
    internal static bool IsGone(string owner, Func<int, string?> see) =>
        owner.Split('/') is [var host, var scope, var id, _] && host == Environment.MachineName && scope == Scope
        && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && (see(process) is { } now ? now != owner : !IsThere(process));

    /// <summary>True only if the owner certainly is a process here that has not ended, though it may stand still.</summary>
    public static bool Lives(string owner) =>
        owner.Split('/') is [_, _, var id, _] && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var process)
        && Of(process) == owner && !HasEnded(process);

    /// <returns>Null if there is no such process, or it can't be seen.</returns>
    internal static string? Of(int process) => StartOf(process) is { } start ? $"{Environment.MachineName}/{Scope}/{process}/{start}" : null;

    private static string ScopeHere() => OperatingSystem.IsLinux()
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}+{new FileInfo("/proc/self/ns/pid").LinkTarget}"
        : "";

    private static string? StartOf(int process) => OperatingSystem.IsLinux() ? TicksOf(process) : TimeOf(process);

    /// <summary>The program's name, in parentheses, may hold anything.</summary>
    private static string? TicksOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[StartField];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Its parent has not asked for its exit code yet.</summary>
    private static bool HasEnded(int process)
    {
        try
        {
            return OperatingSystem.IsLinux() && File.ReadLines($"/proc/{process}/status").Any(line => line.StartsWith("State:\tZ", StringComparison.Ordinal));
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>The system says that there is such a process, be it another user's, of which it shows nothing.</summary>
    private static bool IsThere(int process)
    {
        try
        {
            Process.GetProcessById(process).Dispose();
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Elsewhere the system keeps the time at which a process started.</summary>
    private static string? TimeOf(int process)
    {
        try
        {
            using var other = Process.GetProcessById(process);
            return other.StartTime.ToUniversalTime().ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return null;
        }
    }
}
