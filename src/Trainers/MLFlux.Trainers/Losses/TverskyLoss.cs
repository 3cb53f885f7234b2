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
        Tensor both = Sum(output * target, shares) + One;
        Tensor falsePositives = Sum(output * (One - target), shares), falseNegatives = Sum((One - output) * target, shares);
        return One - (both / both.Plus(falsePositives, Beta).Plus(falseNegatives, 1 - Beta));
    }

    public override string ToString() => $"Tversky({CodeText.Number(Beta)})";
}
