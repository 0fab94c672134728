using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Runbooks.Benchmarks.Startup;

/// <summary>What a process of its own takes of the processor, from its start to its end, in user mode and in the kernel; what others do on the machine hardly counts.</summary>
internal static class ProcessorTime
{
    private const int Children = -1;

    /// <exception cref="InvalidOperationException">The program failed.</exception>
    public static async Task<TimeSpan> OfAsync(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var info = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment) info.Environment[name] = value;
        var before = OfChildren();
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        await output;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', info.ArgumentList)} ended with {process.ExitCode}: {await errors}");
        return OfChildren() - before;
    }

    /// <summary>Of all that have ended and were waited for.</summary>
    private static TimeSpan OfChildren()
    {
        // Two times of seconds and microseconds, in user mode and in the kernel, and fourteen counts.
        var usage = new long[18];
        if (GetUsage(Children, usage) != 0) throw new InvalidOperationException($"getrusage: {Marshal.GetLastPInvokeErrorMessage()}");
        return TimeSpan.FromSeconds(usage[0] + usage[2]) + TimeSpan.FromMicroseconds(usage[1] + usage[3]);
    }

    [DllImport("libc", EntryPoint = "getrusage", SetLastError = true)]
    private static extern int GetUsage(int who, [In, Out] long[] usage);
}
