using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Runbooks.PodAgent;

/// <summary>The C library's part of starting processes; see posix_spawn(3), waitpid(2), poll(2).</summary>
internal static unsafe partial class Libc
{
    private const string Library = "libc";
    private const int CloseOnExec = 0x80000;
    private const int DontBlock = 0x800;
    private const short Readable = 1;

    public static (int ReadEnd, int WriteEnd) Pipe()
    {
        var ends = stackalloc int[2];
        return MakePipe(ends, CloseOnExec) == 0 ? (ends[0], ends[1]) : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    /// <summary>A pipe without a writer, too, which would be waited for otherwise.</summary>
    public static SafeFileHandle OpenToRead(string path)
    {
        var descriptor = Open(path, DontBlock | CloseOnExec);
        return descriptor >= 0 ? new SafeFileHandle(descriptor, ownsHandle: true) : throw new IOException(Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError()));
    }

    public static bool HasData(int descriptor, int milliseconds)
    {
        var request = new PollRequest { Descriptor = descriptor, Events = Readable };
        return Poll(&request, 1, milliseconds) > 0;
    }

    /// <summary>Sleeps.</summary>
    public static void Pause(int milliseconds) => _ = Poll(null, 0, milliseconds);

    public static int Read(int descriptor, byte[] buffer)
    {
        fixed (byte* start = buffer) return (int)Read(descriptor, start, (nuint)buffer.Length);
    }

    public static int WaitForAny(out int status) => WaitPid(-1, out status, 0);

    [LibraryImport(Library, EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport(Library, EntryPoint = "kill")]
    public static partial void Kill(int process, int signal);

    [LibraryImport(Library, EntryPoint = "posix_spawnp", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Spawn(out int child, string program, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_init")]
    public static partial void InitializeActions(byte* actions);

    [LibraryImport(Library, EntryPoint = "posix_spawn_file_actions_adddup2")]
    public static partial void AddDuplicate(byte* actions, int from, int to);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_init")]
    public static partial void InitializeAttributes(byte* attributes);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setflags")]
    public static partial void SetFlags(byte* attributes, short flags);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigmask")]
    public static partial void SetMask(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "posix_spawnattr_setsigdefault")]
    public static partial void SetDefaults(byte* attributes, byte* signals);

    [LibraryImport(Library, EntryPoint = "sigemptyset")]
    public static partial void EmptySignals(byte* signals);

    [LibraryImport(Library, EntryPoint = "sigfillset")]
    public static partial void FillSignals(byte* signals);

    [LibraryImport(Library, EntryPoint = "waitpid", SetLastError = true)]
    private static partial int WaitPid(int process, out int status, int options);

    [LibraryImport(Library, EntryPoint = "pipe2", SetLastError = true)]
    private static partial int MakePipe(int* ends, int flags);

    [LibraryImport(Library, EntryPoint = "poll")]
    private static partial int Poll(PollRequest* requests, nuint count, int milliseconds);

    [LibraryImport(Library, EntryPoint = "read")]
    private static partial nint Read(int descriptor, byte* buffer, nuint count);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollRequest
    {
        public int Descriptor;
        public short Events;
        public short Received;
    }
}
