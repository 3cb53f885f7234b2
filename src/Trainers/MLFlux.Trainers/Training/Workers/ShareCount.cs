using MLFlux.Construction;
using MLFlux.Kernels;

namespace MLFlux.Training;

/// <summary>How many shares a batch is cut into, one for each thread.</summary>
/// <remarks>
/// Networks with batch normalisation share batches out where they have a plan: the threads meet where they need all rows. Without a plan
/// they share them out where the normalisations stay as they are and all cores get a share. Else they see the rank's part of the batch in
/// one piece, and so do networks with modules of the application's own (whose random numbers all come from libtorch's one generator) and
/// losses that are no mean over rows, which are for one process alone: libtorch's threads do what they can.
/// </remarks>
internal static class ShareCount
{
    /// <summary>Fewer rows than this are not worth another thread.</summary>
    private const int LeastShare = 16;

    /// <param name="network">The network to train.</param>
    /// <param name="rows">The most rows of a batch that this rank computes.</param>
    /// <param name="options">What of the network stays as it is.</param>
    /// <returns>At least 1, and at most the threads that libtorch has.</returns>
    public static int Of(FitNetwork network, int rows, NeuralNetworkOptions options)
    {
        int shares = Math.Clamp(rows / LeastShare, 1, Libtorch.Threads);
        if (MeetsByPlan(network) || (AddsUp(network) && !HasBuffers(network)))
            return shares;

        // Large ones for the most part: libtorch's threads are of more use than fewer of ours.
        return shares == Libtorch.Threads && AddsUp(network) && HeldBuffers.AreAll(network.Description, network.InputShape, options)
            ? shares : 1;
    }

    private static bool HasBuffers(FitNetwork network) =>
        !network.Description.Parameters(network.InputShape).All(p => p.IsLearned || p.IsPrepared);

    /// <summary>Whether the gradients of parts of a batch add up to those of the batch, as far as its normalisations let them.</summary>
    private static bool AddsUp(FitNetwork network) =>
        network.Head.Loss.IsMeanOverRows && !RegisteredLayers.AreIn(network.Description, network.InputShape);

    /// <summary>
    /// Whether they do once the shares meet in the middle of their passes, where batch normalisations need all rows, and whether that is
    /// worth it: by a plan a pass has few such meetings and does the rest without libtorch.
    /// </summary>
    private static bool MeetsByPlan(FitNetwork network) =>
        network.Head.Loss.IsMeanOverRows && KernelPlan.TryCreate(network.Description, network.InputShape, isTraining: true) is not null;
}
