using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Runbooks.Server.Workers;

/// <summary>Who a lease belongs to: <c>host/process-id/start-time</c>. On the same host one can see whether it still lives.</summary>
internal static class WorkerIdentity
{
    public static string Current { get; } = Of(Process.GetCurrentProcess());

    /// <summary>True only if the owner certainly is no more: it ran on this host, and its process is gone.</summary>
    public static bool IsGone(string owner)
    {
        if (owner.Split('/') is not [var host, var id, _] || host != Environment.MachineName) return false;
        try
        {
            using var process = Process.GetProcessById(int.Parse(id, CultureInfo.InvariantCulture));
            return Of(process) != owner;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or Win32Exception)
        {
            return true;
        }
    }

    private static string Of(Process process) => $"{Environment.MachineName}/{process.Id}/{process.StartTime.ToUniversalTime():yyyyMMddHHmmss}";
}
