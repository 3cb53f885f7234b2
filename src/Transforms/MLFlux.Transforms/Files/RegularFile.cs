using System.Runtime.InteropServices;

namespace MLFlux.Files;

/// <summary>
/// Files that can be read from their beginning to their end. Opening a named pipe waits for its other side, and a device may have no end:
/// both are told apart before anything is opened.
/// </summary>
internal static class RegularFile
{
    private const int WorkingFolder = -100, TypeAlone = 1, ModeOffset = 28;

    /// <summary>The size of <c>struct statx</c>, which is the same on all of Linux.</summary>
    private const int StatusBytes = 256;

    /// <summary>Opens a file to be read.</summary>
    /// <param name="path">The file.</param>
    /// <param name="expected">What the file should be, for the message: <c>a model file</c>.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">It is no regular file, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream OpenRead(string path, string expected)
    {
        Check(path, expected);
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096, FileOptions.SequentialScan);
    }

    /// <summary>Refuses what is missing, or no regular file.</summary>
    /// <inheritdoc cref="OpenRead"/>
    public static void Check(string path, string expected)
    {
        if (Other(path) is string other)
            throw new IOException($"'{path}' is {other}; expected {expected}, which is a regular file.");
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file '{path}'; expected {expected}.", path);
    }

    /// <summary>
    /// What stands at a path instead of a regular file, with its article: <c>a pipe</c>. Null for a regular file, and for nothing.
    /// </summary>
    public static string? Other(string path)
    {
        if (Directory.Exists(path))
            return "a folder";

        const int Pipe = 0x1, CharacterDevice = 0x2, BlockDevice = 0x6, Socket = 0xC;
        return TypeOf(path) switch
        {
            Pipe => "a pipe",
            CharacterDevice or BlockDevice => "a device",
            Socket => "a socket",
            _ => null,
        };
    }

    /// <summary>Whether a file begins with the mark of its format.</summary>
    public static bool BeginsWith(string path, ReadOnlySpan<byte> mark)
    {
        using FileStream file = File.OpenRead(path);
        Span<byte> head = stackalloc byte[mark.Length];
        return file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(mark);
    }

    /// <summary>The type of a file as Linux numbers them; 0 for none, and where Linux is not.</summary>
    private static int TypeOf(string path)
    {
        if (!OperatingSystem.IsLinux() || path.Contains('\0', StringComparison.Ordinal))
            return 0;

        byte[] status = new byte[StatusBytes];
        try
        {
            return Status(WorkingFolder, path, 0, TypeAlone, status) == 0 ? BitConverter.ToUInt16(status, ModeOffset) >> 12 : 0;
        }
        catch (EntryPointNotFoundException)
        {
            return 0; // A C library from before 2018.
        }
    }

    [DllImport("libc", EntryPoint = "statx"), DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Status(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out]
    byte[] status);
}
