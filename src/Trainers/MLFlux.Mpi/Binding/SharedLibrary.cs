using System.Runtime.InteropServices;

namespace MLFlux.Binding;

/// <summary>
/// Loads a library so that what it loads itself finds its symbols: Open MPI's plug-ins need that, and .NET's own loading has no word for
/// it.
/// </summary>
internal static class SharedLibrary
{
    private const int Now = 2, GlobalOnLinux = 0x100, GlobalOnMac = 8;

    /// <summary>Loads a library by its path, or by its name where the system finds it.</summary>
    public static bool TryLoad(string name, out nint handle)
    {
        if (OperatingSystem.IsWindows())
            return NativeLibrary.TryLoad(name, out handle);

        SetSignals();
        handle = Open(name, Now | (OperatingSystem.IsMacOS() ? GlobalOnMac : GlobalOnLinux));
        return handle != 0;
    }

    /// <summary>
    /// UCX, a library under MPI, would take the signals from .NET by which that finds null references. What the user has set stays.
    /// </summary>
    private static void SetSignals() => _ = SetVariable("UCX_ERROR_SIGNALS", "SIGILL,SIGBUS,SIGFPE", overwrite: 0);

    private static nint Open(string name, int flags)
    {
        try
        {
            return OpenFromC(name, flags);
        }
        catch (EntryPointNotFoundException)
        {
            return OpenFromLoader(name, flags); // Before 2.34, glibc had it in a library of its own.
        }
    }

    [DllImport("libc", EntryPoint = "dlopen"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFromC([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport("libdl.so.2", EntryPoint = "dlopen"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint OpenFromLoader([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int flags);

    [DllImport("libc", EntryPoint = "setenv"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SetVariable(
        [MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
}
