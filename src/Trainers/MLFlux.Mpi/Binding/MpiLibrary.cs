using System.Runtime.InteropServices;
using System.Text;

namespace MLFlux.Binding;

/// <summary>A loaded MPI library: its functions, and the constants of its kind. It stays loaded.</summary>
/// <remarks>
/// Handles are addresses in one kind of MPI and numbers of 32 bits in another. All go as numbers of the width of an address: in the
/// registers and slots in which they are passed, the callee reads the part that it knows.
/// </remarks>
internal sealed unsafe class MpiLibrary
{
    private const int LongestVersion = 8192;

    private readonly nint _handle;
    private readonly delegate* unmanaged<byte*, int*, int> _getVersion;

    private MpiLibrary(string name, nint handle)
    {
        Name = name;
        _handle = handle;
        _getVersion = (delegate* unmanaged<byte*, int*, int>)Function("MPI_Get_library_version");
        Version = ReadVersion();
        Family = FamilyOf(name, Version);
        Constants = MpiConstants.Of(Family, handle);
        IsInitialized = (delegate* unmanaged<int*, int>)Function("MPI_Initialized");
        Initialize = (delegate* unmanaged<nint, nint, int, int*, int>)Function("MPI_Init_thread");
        Finish = (delegate* unmanaged<int>)Function("MPI_Finalize");
        GetRank = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_rank");
        GetSize = (delegate* unmanaged<nint, int*, int>)Function("MPI_Comm_size");
        Reduce = (delegate* unmanaged<nint, void*, int, nint, nint, nint, int>)Function("MPI_Allreduce");
        Broadcast = (delegate* unmanaged<void*, int, nint, int, nint, int>)Function("MPI_Bcast");
        Gather = (delegate* unmanaged<void*, int, nint, void*, int, nint, int, nint, int>)Function("MPI_Gather");
        GatherToAll = (delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int>)Function("MPI_Allgather");
        Send = (delegate* unmanaged<void*, int, nint, int, int, nint, int>)Function("MPI_Send");
        Receive = (delegate* unmanaged<void*, int, nint, int, int, nint, nint, int>)Function("MPI_Recv");
        Probe = (delegate* unmanaged<int, int, nint, int*, nint, int>)Function("MPI_Iprobe");
        Abort = (delegate* unmanaged<nint, int, int>)Function("MPI_Abort");
    }

    /// <summary>The name under which it was found.</summary>
    public string Name { get; }

    /// <summary>The first line of what it says of itself.</summary>
    public string Version { get; }

    public MpiFamily Family { get; }

    public MpiConstants Constants { get; }

    public delegate* unmanaged<int*, int> IsInitialized { get; }

    public delegate* unmanaged<nint, nint, int, int*, int> Initialize { get; }

    public delegate* unmanaged<int> Finish { get; }

    public delegate* unmanaged<nint, int*, int> GetRank { get; }

    public delegate* unmanaged<nint, int*, int> GetSize { get; }

    public delegate* unmanaged<nint, void*, int, nint, nint, nint, int> Reduce { get; }

    public delegate* unmanaged<void*, int, nint, int, nint, int> Broadcast { get; }

    public delegate* unmanaged<void*, int, nint, void*, int, nint, int, nint, int> Gather { get; }

    public delegate* unmanaged<void*, int, nint, void*, int, nint, nint, int> GatherToAll { get; }

    public delegate* unmanaged<void*, int, nint, int, int, nint, int> Send { get; }

    public delegate* unmanaged<void*, int, nint, int, int, nint, nint, int> Receive { get; }

    public delegate* unmanaged<int, int, nint, int*, nint, int> Probe { get; }

    public delegate* unmanaged<nint, int, int> Abort { get; }

    /// <summary>The library that the user has named or, if none was named, the first that there is, the launcher's kind first.</summary>
    /// <param name="launch">Who has started the process.</param>
    /// <param name="tried">What was looked for, for a message.</param>
    public static MpiLibrary? Find(Launch launch, out string tried)
    {
        string[] names = launch.Library is string named ? [named] : [.. MpiNames.For(launch.Family)];
        tried = string.Join(", ", names);
        foreach (string name in names)
        {
            if (SharedLibrary.TryLoad(name, out nint handle))
                return new MpiLibrary(name, handle);
        }

        return launch.Library is string missing ? throw new MpiException(
            $"{Launch.Variable} names the MPI library '{missing}', which cannot be loaded. Give it the path of a library such as "
            + "libmpi.so.40, or leave it out.") : null;
    }

    /// <summary>The kind of a library by its name and what it says of itself.</summary>
    /// <exception cref="MpiException">It is of no known kind.</exception>
    public static MpiFamily FamilyOf(string name, string version)
    {
        if (Path.GetFileName(name).Contains("mpi_abi", StringComparison.Ordinal))
            return MpiFamily.Abi;
        if (version.Contains("Open MPI", StringComparison.Ordinal) || version.Contains("Spectrum MPI", StringComparison.Ordinal))
            return MpiFamily.OpenMpi;
        string[] mpich = ["MPICH", "MVAPICH", "Intel(R) MPI", "Microsoft MPI", "CRAY MPICH"];
        return mpich.Any(word => version.Contains(word, StringComparison.OrdinalIgnoreCase)) ? MpiFamily.Mpich
            : throw new MpiException(
                $"The MPI library '{name}' says of itself '{version}', which MLFlux does not know: it knows Open MPI, MPICH and what is "
                + $"derived from it, MS-MPI, and libmpi_abi of MPI 5. Name another by the environment variable {Launch.Variable}.");
    }

    private nint Function(string name) => NativeLibrary.TryGetExport(_handle, name, out nint function) ? function
        : throw new MpiException($"The library '{Name}' is no MPI library: it lacks the function {name}.");

    private string ReadVersion()
    {
        Span<byte> text = new byte[LongestVersion];
        int length = 0;
        fixed (byte* start = text)
        {
            if (_getVersion(start, &length) != 0)
                throw new MpiException($"The MPI library '{Name}' does not say its version.");
        }

        int end = text.IndexOfAny((byte)0, (byte)'\n', (byte)'\r');
        return Encoding.UTF8.GetString(text[..(end < 0 ? text.Length : end)]).Trim();
    }
}
