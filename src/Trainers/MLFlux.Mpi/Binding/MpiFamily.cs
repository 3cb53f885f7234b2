namespace MLFlux.Binding;

/// <summary>Kinds of MPI whose constants differ.</summary>
internal enum MpiFamily
{
    /// <summary>Open MPI 4 and 5, and what is made of it: handles are addresses.</summary>
    OpenMpi,

    /// <summary>MPICH, Intel MPI, MVAPICH, Cray MPICH, MS-MPI: handles are numbers of 32 bits.</summary>
    Mpich,

    /// <summary>The common binary interface of MPI 5.</summary>
    Abi,
}
