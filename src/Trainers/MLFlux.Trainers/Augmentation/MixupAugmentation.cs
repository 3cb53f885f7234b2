using MLFlux.Construction;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Mixup"/>.</summary>
internal sealed record MixupAugmentation(double Alpha) : Augmentation
{
    public override string ToString() => new CallWriter("Mixup").Add("alpha", Alpha).ToString();

    internal override IEnumerable<string> Faults() => Unless("Mixup", "alpha", Alpha, Alpha > 0, "greater than 0");

    internal override string? Refuses(Shape input) => null;

    internal override Batch Apply(Batch batch, Random random)
    {
        double share = BetaDistribution.Draw(Alpha, Alpha, random);
        share = Math.Max(share, 1 - share);
        long[] order = new long[batch.Features.shape[0]];
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
        random.Shuffle(order);

        Tensor others = tensor(order).to(batch.Features.device);
        Tensor mixed = (batch.Features * (Number)share).Plus(batch.Features.index_select(0, others) * (Number)(1 - share));
        return batch with { Features = mixed, Mix = new TargetMix(batch.Targets.index_select(0, others), share) };
    }
}
