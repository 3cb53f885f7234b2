using System.Runtime.InteropServices;

namespace MLFlux.Images;

/// <summary>Reads files of a few thousand bytes with as few system calls as can be.</summary>
/// <remarks>
/// Opening, locking, measuring, reading, unlocking and closing a file by the framework takes 6 µs on Linux, decoding an image of
/// 32 × 32 pixels 10 µs; opening, reading and closing alone take 3.6 µs.
/// </remarks>
internal static class SmallFile
{
    private const int ReadOnly = 0, NeverWait = 0x800, CloseOnExec = 0x80000;

    /// <summary>Reads a whole file into native memory, where the file is small and nothing is wrong with it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="address">Where its content goes.</param>
    /// <param name="capacity">How many bytes there is room for; a file has to have fewer.</param>
    /// <returns>Its length, or −1 for a file to be read by the framework, which also says what is wrong with it.</returns>
    public static int TryRead(string path, nint address, int capacity)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return -1;

        int file = Open(path, ReadOnly | NeverWait | CloseOnExec);
        if (file < 0)
            return -1;

        nint length = 0, more;
        while ((more = Read(file, address + length, capacity - length)) > 0)
            length += more;
        _ = Close(file);
        return more == 0 && length > 0 && length < capacity ? (int)length : -1; // A pipe that nobody writes to seems empty, too.
    }

    [DllImport("libc", EntryPoint = "open"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "read"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Read(int file, nint buffer, nint count);

    [DllImport("libc", EntryPoint = "close"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int file);
}
