using MLFlux.Binding;

namespace MLFlux;

/// <summary>
/// Lets one program, started many times by <c>mpirun</c>, <c>srun</c> or another launcher of MPI, train one model together:
/// <c>options with { Ranks = Mpi.Ranks() }</c>.
/// </summary>
/// <remarks>
/// <para>The MPI library is found when the program runs: Open MPI 4 and 5, MPICH and what is derived from it (Intel MPI, MVAPICH, Cray
/// MPICH), MS-MPI, and the common ABI of MPI 5 (<c>libmpi_abi</c>). The launcher's own is looked for first. The environment variable
/// <c>MLFLUX_MPI</c> names the file of another one, or says <c>off</c> for processes that have nothing to do with each other.</para>
/// <para>Where no launcher has started the process, nothing is loaded, and <see cref="Ranks.Alone"/> is given.</para>
/// </remarks>
public static class Mpi
{
    private static readonly Lock s_gate = new();
    private static Ranks? s_ranks;

    /// <summary>How long a rank waits for the others by default, ten minutes, until it ends all.</summary>
    public static TimeSpan DefaultLimit { get; } = TimeSpan.FromMinutes(10);

    /// <summary>The processes of this one's job, or <see cref="Ranks.Alone"/> where there are no others.</summary>
    /// <param name="limit">
    /// How long a rank waits for another that does not come, until it ends all; greater than zero. It has to be longer than a rank may read
    /// rows while others have read theirs, or rank 0 evaluates and writes. Default, null: the seconds that the environment variable
    /// <c>MLFLUX_MPI_LIMIT</c> says, or <see cref="DefaultLimit"/>. Only the first call in a process decides.
    /// </param>
    /// <exception cref="MpiException">
    /// A launcher has started several processes, but no MPI library is found, or one that does not belong to the launcher.
    /// </exception>
    /// <exception cref="FormatException"><c>MLFLUX_MPI_LIMIT</c> is no number of seconds.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The limit is not greater than zero.</exception>
    /// <example>
    /// <code>
    /// var options = new NeuralNetworkOptions { Ranks = Mpi.Ranks() };
    /// </code>
    /// </example>
    public static Ranks Ranks(TimeSpan? limit = null)
    {
        TimeSpan most = limit ?? Launch.Limit(Environment.GetEnvironmentVariable) ?? DefaultLimit;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(most, TimeSpan.Zero, nameof(limit));
        lock (s_gate)
            return s_ranks ??= Start(Launch.FromEnvironment(Environment.GetEnvironmentVariable), most);
    }

    private static Ranks Start(Launch launch, TimeSpan limit)
    {
        if (!launch.IsAsked)
            return MLFlux.Ranks.Alone;

        MpiLibrary? library = MpiLibrary.Find(launch, out string tried);
        if (library is null)
        {
            return launch.Processes is > 1 ? throw new MpiException(
                $"{launch.Launcher} has started this process as one of {launch.Processes}, but there is no MPI library on this machine; "
                + $"tried {tried}. Install the one that {launch.Launcher} belongs to, or name its file by the environment variable "
                + $"{Launch.Variable}, or set that to '{Launch.Off}' where the processes have nothing to do with each other.")
                : MLFlux.Ranks.Alone;
        }

        var world = MpiWorld.Join(library);
        if (world.Count == 1 && launch.Processes is > 1)
        {
            throw new MpiException(
                $"{launch.Launcher} has started this process as one of {launch.Processes}, but the library '{library.Name}' "
                + $"({library.Version}) finds no other: it belongs to another MPI. Start the program with the mpirun of that library, or "
                + $"name the library of {launch.Launcher} by the environment variable {Launch.Variable}, or set that to '{Launch.Off}' "
                + "where the processes have nothing to do with each other.");
        }

        if (world.Count > 1)
            return MpiRanks.Of(world, limit);
        world.Leave(); // mpirun takes a process that ends without leaving for one that has failed.
        return MLFlux.Ranks.Alone;
    }
}
