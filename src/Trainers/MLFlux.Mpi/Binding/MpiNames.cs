namespace MLFlux.Binding;

/// <summary>The names under which systems have MPI libraries.</summary>
internal static class MpiNames
{
    /// <summary>The names to try, those of a kind first.</summary>
    /// <param name="first">The kind that belongs to the launcher, or null.</param>
    public static IEnumerable<string> For(MpiFamily? first)
    {
        (string Name, MpiFamily Family)[] all = OperatingSystem.IsWindows() ? s_windows : OperatingSystem.IsMacOS() ? s_mac : s_linux;
        return all.OrderBy(name => first is null || name.Family == first ? 0 : 1).Select(name => name.Name);
    }

    private static readonly (string Name, MpiFamily Family)[] s_linux =
    [
        ("libmpi.so.40", MpiFamily.OpenMpi), // Open MPI 4 and 5.
        ("libmpich.so.12", MpiFamily.Mpich), // Debian's MPICH.
        ("libmpi.so.12", MpiFamily.Mpich), // MPICH, MVAPICH and Intel MPI as their own packages name them.
        ("libmpi_cray.so", MpiFamily.Mpich),
        ("libmpi_abi.so.0", MpiFamily.Abi),
        ("libmpi_abi.so", MpiFamily.Abi),
        ("libmpi.so", MpiFamily.OpenMpi),
    ];

    private static readonly (string Name, MpiFamily Family)[] s_mac =
    [
        ("libmpi.40.dylib", MpiFamily.OpenMpi),
        ("/opt/homebrew/lib/libmpi.40.dylib", MpiFamily.OpenMpi),
        ("libmpi.12.dylib", MpiFamily.Mpich),
        ("/opt/homebrew/lib/libmpi.12.dylib", MpiFamily.Mpich),
        ("libmpi_abi.0.dylib", MpiFamily.Abi),
        ("libmpi.dylib", MpiFamily.OpenMpi),
    ];

    private static readonly (string Name, MpiFamily Family)[] s_windows =
    [
        ("msmpi.dll", MpiFamily.Mpich), ("impi.dll", MpiFamily.Mpich), ("mpi_abi.dll", MpiFamily.Abi),
    ];
}
