using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Tversky"/>.</summary>
internal sealed record TverskyLoss : OverlapLoss
{
    public TverskyLoss(double beta) => Beta = ArgumentChecks.That(beta, beta is >= 0 and <= 1, "from 0 to 1");

    public double Beta { get; }

    protected override Tensor Formula(Tensor output, Tensor target, Tensor? shares)
    {
        Tensor both = Sum(output * target, shares) + 1;
        Tensor falsePositives = Sum(output * (1 - target), shares), falseNegatives = Sum((1 - output) * target, shares);
        return 1 - (both / (both + (Beta * falsePositives) + ((1 - Beta) * falseNegatives)));
    }

    public override string ToString() => $"Tversky({CodeText.Number(Beta)})";
}
