using System.Runtime.InteropServices;

namespace MLFlux.Binding;

/// <summary>The constants of a kind of MPI, as its <c>mpi.h</c> has them.</summary>
/// <param name="World">All processes of the job.</param>
/// <param name="Byte">The type of bytes.</param>
/// <param name="Float">The type of floats.</param>
/// <param name="Double">The type of doubles.</param>
/// <param name="Add">The sum.</param>
/// <param name="InPlace">As the address to send from: that to receive at.</param>
/// <param name="NoStatus">As the address of a status: none is wanted.</param>
/// <param name="Serialized">The level of threads of which one at a time calls MPI.</param>
/// <param name="Multiple">The level of threads that call MPI at any time.</param>
internal sealed record MpiConstants(
    nint World, nint Byte, nint Float, nint Double, nint Add, nint InPlace, nint NoStatus, int Serialized, int Multiple)
{
    private const int SerializedThreads = 2, MultipleThreads = 3;

    /// <summary>The constants of a library of a kind.</summary>
    /// <exception cref="EntryPointNotFoundException">The library lacks a symbol of its kind.</exception>
    public static MpiConstants Of(MpiFamily family, nint library) => family switch
    {
        MpiFamily.OpenMpi => new MpiConstants(
            Symbol(library, "ompi_mpi_comm_world"), Symbol(library, "ompi_mpi_byte"), Symbol(library, "ompi_mpi_float"),
            Symbol(library, "ompi_mpi_double"), Symbol(library, "ompi_mpi_op_sum"), 1, 0, SerializedThreads, MultipleThreads),
        MpiFamily.Mpich => new MpiConstants(
            0x44000000, 0x4c00010d, 0x4c00040a, 0x4c00080b, 0x58000003, -1, 1, SerializedThreads, MultipleThreads),
        MpiFamily.Abi => new MpiConstants(0x101, 0x247, 0x210, 0x214, 0x21, 1, 0, 2048, 4096),
    };

    private static nint Symbol(nint library, string name) => NativeLibrary.GetExport(library, name);
}
