using System.Runtime.InteropServices;

namespace MLFlux.Native;

/// <summary>
/// Lets a process end while threads compute in libtorch. At its end a process runs the destructors of its native libraries, and a
/// thread that is inside libtorch then reads freed memory: the process would end by a signal, and its exit code would be lost.
/// </summary>
/// <remarks>
/// The end waits for the batches in flight and then leaves out the destructors, which have nothing to do but to free memory, however
/// long libtorch has been at rest: a thread may enter it again at any moment. Linux calls what <c>on_exit</c> was given last at
/// first, with the exit code, after all handlers of <see cref="AppDomain.ProcessExit"/>, the application's own included. What native
/// code has printed is written out as at any other end. macOS has no such call: there the process ends in this handler, before
/// those that were added later, and only where libtorch computes or did so a moment ago. Windows ends all other threads before it
/// calls a destructor.
/// </remarks>
internal static class ProcessEnd
{
    private const string C = "libc";

    private static readonly TimeSpan s_mostWait = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Whether the destructors are left out. Threads that ask meanwhile wait for the answer: neither the end of the process nor a
    /// thread that computes may go on before <c>on_exit</c> has returned.
    /// </summary>
    private static readonly Lazy<bool> s_leavesOut = new(AskToLeaveOutDestructors);

    /// <summary>Watches for the end of the process from now on. Called once libtorch is loaded, whose destructors are then known.</summary>
    public static void Watch() => AppDomain.CurrentDomain.ProcessExit += (_, _) => Finish();

    private static void Finish()
    {
        if (OperatingSystem.IsLinux())
            LeaveOutDestructors();
        if (NativeWork.IsUnderWay)
        {
            Say("MLFlux: the process ends while libtorch computes. "
                + $"It waits for the batch in flight, {s_mostWait.TotalSeconds} seconds at most.");
        }

        bool isRecent = NativeWork.IsRecent;
        if (!NativeWork.End(s_mostWait, LeaveOutDestructors))
            Say($"MLFlux: the batch took longer than {s_mostWait.TotalSeconds} seconds; the process ends in the middle of it.");
        if (isRecent)
            LeaveOutDestructors();
    }

    private static void LeaveOutDestructors()
    {
        if (!s_leavesOut.Value && !OperatingSystem.IsWindows())
            Exit(Environment.ExitCode);
    }

    private static bool AskToLeaveOutDestructors()
    {
        if (!OperatingSystem.IsLinux())
            return false;

        nint c = NativeLibrary.Load("libc.so.6");
        return OnExit(NativeLibrary.GetExport(c, "_exit"), 0) == 0 && OnExit(NativeLibrary.GetExport(c, "fcloseall"), 0) == 0;
    }

    private static void Say(string line)
    {
        try
        {
            Console.Error.WriteLine(line);
        }
        catch (IOException)
        {
            // The error stream may have no reader any more. The process has to end all the same.
        }
    }

    [DllImport(C, EntryPoint = "on_exit"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int OnExit(nint function, nint argument);

    [DllImport(C, EntryPoint = "_exit"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);
}
