using System.Globalization;

namespace MLFlux.Binding;

/// <summary>What the environment says of who has started this process.</summary>
/// <param name="Launcher">The launcher's name, for messages.</param>
/// <param name="Processes">How many processes it has started; null where it does not say.</param>
/// <param name="Family">The kind of MPI that belongs to it; null where any may.</param>
/// <param name="Library">The file of the library that the user has named, or null.</param>
internal sealed record Launch(string Launcher, int? Processes, MpiFamily? Family, string? Library)
{
    /// <summary>The environment variable that names a library, or says <see cref="Off"/>.</summary>
    public const string Variable = "MLFLUX_MPI";

    /// <summary>The value of <see cref="Variable"/> for processes that have nothing to do with each other.</summary>
    public const string Off = "off";

    private const string LimitVariable = "MLFLUX_MPI_LIMIT";

    private static readonly Launch s_none = new("no launcher", null, null, null);

    /// <summary>Whether there may be other processes: a launcher has started this one, or the user has named a library.</summary>
    public bool IsAsked => this != s_none;

    /// <summary>How long a rank waits for another, as the user has set it; null where nothing is set.</summary>
    /// <param name="get">An environment variable's value, or null.</param>
    /// <exception cref="FormatException">It is no number of seconds greater than zero.</exception>
    public static TimeSpan? Limit(Func<string, string?> get) => get(LimitVariable) is not { Length: > 0 } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds is > 0 and < 1e9
        ? TimeSpan.FromSeconds(seconds)
        : throw new FormatException($"{LimitVariable} is '{text}'; expected a number of seconds greater than zero.");

    /// <summary>Reads what launchers set.</summary>
    /// <param name="get">An environment variable's value, or null.</param>
    /// <remarks>
    /// Slurm sets the number of a whole allocation in scripts that run once, too: only that of a step counts, which <c>srun</c> sets.
    /// </remarks>
    public static Launch FromEnvironment(Func<string, string?> get)
    {
        string? library = get(Variable) is { Length: > 0 } value ? value : null;
        if (library == Off)
            return s_none;
        if (Number("OMPI_COMM_WORLD_SIZE") is int open)
            return new Launch("mpirun of Open MPI", open, MpiFamily.OpenMpi, library);
        if (get("MSMPI_BIN") is not null && Number("PMI_SIZE") is int microsoft)
            return new Launch("mpiexec of MS-MPI", microsoft, MpiFamily.Mpich, library);
        if (Number("PMI_SIZE") is int mpich)
            return new Launch("mpirun of MPICH or Intel MPI", mpich, MpiFamily.Mpich, library);
        if (Number("SLURM_STEP_NUM_TASKS") is int slurm and > 1)
            return new Launch("srun", slurm, null, library);
        if (get("PMIX_RANK") is not null || get("PMI_RANK") is not null)
            return new Launch("a launcher of MPI", null, null, library);
        return library is null ? s_none : new Launch("no launcher", null, null, library);

        int? Number(string name) =>
            int.TryParse(get(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
    }
}
