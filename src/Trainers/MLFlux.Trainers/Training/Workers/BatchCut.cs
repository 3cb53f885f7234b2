using MLFlux.Construction;
using MLFlux.Rows;

namespace MLFlux.Training;

/// <summary>How batches are cut: among ranks, and into shares of threads.</summary>
/// <param name="Ranks">The processes that train together.</param>
/// <param name="IsExact">
/// Whether every batch is cut into <see cref="ExactShares"/> whatever the number of ranks and threads, and summed in a fixed order.
/// </param>
/// <param name="IsSharded">Whether each rank computes the rows of a batch that it has read, rather than an equal part.</param>
internal sealed record BatchCut(Ranks Ranks, bool IsExact, bool IsSharded = false)
{
    /// <summary>Into how many shares a batch is cut for exact sums: as many as there may be ranks.</summary>
    public const int ExactShares = 8;

    /// <summary>How many shares of exact sums this rank has.</summary>
    public int OwnShares => ExactShares / Ranks.Count;

    /// <summary>The number of this rank's first share among those of exact sums.</summary>
    public int FirstShare => OwnShares * Ranks.Index;

    /// <summary>The most rows that a batch of so many has on this rank, or, for exact sums, in one share.</summary>
    public int LargestPart(int rows) => IsExact ? (rows + ExactShares - 1) / ExactShares
        : IsSharded ? rows
        : Ranks.LargestPart(rows);

    /// <summary>This rank's rows of a batch.</summary>
    public ReadOnlyMemory<int> Part(RowsInMemory set, ReadOnlyMemory<int> rows) =>
        IsSharded ? set.Here(rows) : rows[Ranks.Part(rows.Length)];

    /// <summary>The rows of one of this rank's shares of exact sums.</summary>
    public Range ExactRows(int share, int rows) =>
        (int)((long)rows * (FirstShare + share) / ExactShares)..(int)((long)rows * (FirstShare + share + 1) / ExactShares);

    /// <summary>Refuses what cannot be cut.</summary>
    /// <exception cref="NotSupportedException">Something needs all rows of a batch at once.</exception>
    /// <exception cref="ArgumentException">There are not as many ranks as exact sums take.</exception>
    public void Check(FitNetwork network)
    {
        if (Ranks.Count == 1 && !IsExact)
            return;
        string who = IsExact ? $"{nameof(NeuralNetworkOptions.ExactSums)} cuts batches" : $"{Ranks.Count} ranks share batches out";
        if (!network.Head.Loss.IsMeanOverRows || RegisteredLayers.AreIn(network.Description, network.InputShape))
        {
            throw new NotSupportedException(
                $"{who}, and a layer of your own, or a loss that is no mean over rows, needs all rows of a batch at once. Train "
                + $"{(Ranks.Count > 1 ? "in one process" : $"without {nameof(NeuralNetworkOptions.ExactSums)}")}, or take a loss over rows "
                + "and the layers of MLFlux.");
        }

        if (IsExact && (Ranks.Count > ExactShares || ExactShares % Ranks.Count != 0))
        {
            throw new ArgumentException(
                $"{nameof(NeuralNetworkOptions.ExactSums)} takes 1, 2, 4 or 8 ranks, and there are {Ranks.Count}. Start as many, or train "
                + $"without {nameof(NeuralNetworkOptions.ExactSums)}.");
        }
    }
}
