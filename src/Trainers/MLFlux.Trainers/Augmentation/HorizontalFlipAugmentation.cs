using MLFlux.Construction;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.HorizontalFlip"/>.</summary>
/// <param name="Probability">With which probability an image is mirrored.</param>
/// <param name="Alternating">Whether each image is mirrored in every other epoch instead.</param>
internal sealed record HorizontalFlipAugmentation(double Probability, bool Alternating) : Augmentation
{
    private const double Even = 0.5;

    internal override bool Alternates => Alternating;

    public override string ToString() => Alternating
        ? new CallWriter("HorizontalFlip").Add("alternating", true).ToString()
        : new CallWriter("HorizontalFlip").Add("probability", Probability).ToString();

    internal override IEnumerable<string> Faults()
    {
        foreach (string fault in Unless("HorizontalFlip", "probability", Probability, Probability is >= 0 and <= 1, "from 0 to 1"))
            yield return fault;
        if (Alternating && Probability is >= 0 and <= 1 and not Even)
        {
            yield return $"HorizontalFlip has a probability of {CodeText.Number(Probability)}, and alternates, which mirrors each image in "
                + "every other epoch; leave the probability out.";
        }
    }

    internal override Batch Apply(Batch batch, Random random)
    {
        Tensor images = batch.Features;
        var isMirrored = new bool[images.shape[0]];
        for (int row = 0; row < isMirrored.Length; row++)
            isMirrored[row] = Alternating ? batch.OddTurns![row] : random.NextDouble() < Probability;
        Tensor mask = tensor(isMirrored).to(images.device).view(-1, 1, 1, 1);
        return batch with { Features = where(mask, images.flip(3), images) };
    }
}
