using MLFlux.Rows;
using MLFlux.Seeds;

namespace MLFlux;

/// <summary>Carries out a plan for one worker. What is random in an epoch follows from the seed and the epoch's number alone.</summary>
internal sealed class BatchAugmenter(AugmentationPlan plan, int seed)
{
    private Random _random = new(seed);
    private int _epoch;

    /// <summary>Starts the numbers of an epoch.</summary>
    public void Begin(int epoch)
    {
        _epoch = epoch;
        _random = new Random(unchecked((int)EpochSeed.Of(seed, epoch)));
    }

    /// <summary>Changes a batch; what it makes belongs to the caller's dispose scope.</summary>
    public Batch Apply(Batch batch) => plan.Apply(batch, _random, _epoch);
}
