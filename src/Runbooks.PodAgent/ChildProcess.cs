using System.Runtime.InteropServices;
using System.Text;

namespace Runbooks.PodAgent;

/// <summary>Starts and awaits a process the way an init does: .NET's own Process leaves orphans unreaped and signals ignored.</summary>
internal static unsafe class ChildProcess
{
    // Opaque in libc; the largest is 336 bytes.
    private const int OpaqueSize = 1024;

    private const short SetSignalDefaults = 4;
    private const short SetSignalMask = 8;
    private const int StandardOutput = 1;

    private const int NoEntry = 2;
    private const int NotRunnable = 126, NotFound = 127;

    /// <param name="output">The file descriptor for its standard output; null: ours.</param>
    /// <returns>Null, or why it could not be started, and the exit code that a shell has for that.</returns>
    public static (string Reason, int ExitCode)? TryStart(string[] command, int? output, out int child)
    {
        byte* actions = stackalloc byte[OpaqueSize];
        byte* attributes = stackalloc byte[OpaqueSize];
        byte* signals = stackalloc byte[OpaqueSize];
        Libc.InitializeActions(actions);
        if (output is not null) Libc.AddDuplicate(actions, output.Value, StandardOutput);
        Libc.InitializeAttributes(attributes);
        Libc.SetFlags(attributes, SetSignalDefaults | SetSignalMask);
        Libc.EmptySignals(signals);
        Libc.SetMask(attributes, signals);
        // The runtime ignores SIGPIPE, and what is ignored stays so in a child: `yes | head` would never end.
        Libc.FillSignals(signals);
        Libc.SetDefaults(attributes, signals);
        var error = Libc.Spawn(out child, command[0], actions, attributes, Strings(command.Select(Encoding.UTF8.GetBytes)), Strings(Environment()));
        return error == 0 ? null : (Explain(error, command[0]), error == NoEntry ? NotFound : NotRunnable);
    }

    /// <summary>Waits for the child, reaping what is orphaned meanwhile.</summary>
    /// <returns>Its exit code; 128 and the signal's number if one ended it.</returns>
    public static int Wait(int child)
    {
        while (true)
        {
            var ended = Libc.WaitForAny(out var status);
            if (ended == child) return (status & 0x7f) == 0 ? (status >> 8) & 0xff : 128 + (status & 0x7f);
        }
    }

    private static string Explain(int error, string program) => error switch
    {
        NoEntry when program.Contains('/', StringComparison.Ordinal) => "no such file in the image (or the interpreter it names is not there)",
        NoEntry => $"command not found in the image; PATH is {System.Environment.GetEnvironmentVariable("PATH") ?? "not set"}",
        8 => "not a program for this machine, or a script without a #! line",
        13 => "permission denied: not executable for this user",
        _ => Marshal.GetPInvokeErrorMessage(error),
    };

    // Byte for byte, which .NET's text form would not be.
    private static IEnumerable<byte[]> Environment()
    {
        var block = File.ReadAllBytes("/proc/self/environ");
        for (var start = 0; start < block.Length;)
        {
            var end = Array.IndexOf(block, (byte)0, start);
            if (end < 0) end = block.Length;
            yield return block[start..end];
            start = end + 1;
        }
    }

    /// <summary>A null-terminated list of C strings. Never freed: the process ends with its child.</summary>
    private static byte** Strings(IEnumerable<byte[]> texts)
    {
        var all = texts.ToArray();
        var list = (byte**)NativeMemory.AllocZeroed((nuint)all.Length + 1, (nuint)sizeof(byte*));
        for (var i = 0; i < all.Length; i++)
        {
            list[i] = (byte*)NativeMemory.AllocZeroed((nuint)all[i].Length + 1);
            all[i].CopyTo(new Span<byte>(list[i], all[i].Length));
        }
        return list;
    }
}
