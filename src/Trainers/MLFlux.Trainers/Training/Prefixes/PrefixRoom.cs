using System.Globalization;
using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>Whether memory has room for what frozen layers give of all rows.</summary>
internal static class PrefixRoom
{
    /// <summary>The part of the memory that the process may have, which the rows may take where no budget is stated.</summary>
    private const double ShareOfMemory = 0.25;

    /// <summary>What there is no room for, as the end of a sentence; null where every rank has room.</summary>
    /// <param name="job">The fit.</param>
    /// <param name="prefix">The network in two.</param>
    /// <param name="data">The rows to train on, and to hold out from.</param>
    /// <param name="validationSet">Rows given to validate on, or null.</param>
    /// <param name="versions">In how many versions the rows to train on are kept.</param>
    public static string? Lacking(TrainingJob job, FrozenPrefix prefix, TrainingData data, RowsInMemory? validationSet, int versions)
    {
        long rows = Own(data.Set, job), validated = validationSet is null ? 0 : Own(validationSet, job);
        double bytes = (sizeof(float) * prefix.Parts.Sum(part => (double)part.Between.Size) * ((rows * (long)versions) + validated))
            + (data.IsStreamed ? rows * Beside(job.Inputs, prefix) : 0);
        Span<double> lacking = [bytes > Room(job.Options, data) ? 1 : 0];
        job.Context.Ranks.Sum(lacking);
        return lacking[0] == 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"what they give for all rows would take {bytes:N0} bytes");
    }

    private static double Room(NeuralNetworkOptions options, TrainingData data) => options.MemoryBudget is long budget
        ? MemoryPlan.FeatureBytes(budget, data.Set) - data.Set.Features.Bytes
        : ShareOfMemory * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>The bytes of a row's columns that no frozen layer takes, which are kept with what the layers give.</summary>
    private static double Beside(InputLayout inputs, FrozenPrefix prefix) => inputs.Columns
        .Where((_, place) => prefix.Parts.All(part => part.Column != place))
        .Sum(column => (double)column.Width * (column.Kind == InputKind.Bytes ? sizeof(byte) : sizeof(float)));

    /// <summary>How many of the rows this rank keeps.</summary>
    private static int Own(RowsInMemory set, TrainingJob job) => set.Shards is { } shards
        ? shards[job.Context.Ranks.Index + 1] - shards[job.Context.Ranks.Index] : set.Count;
}
