using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.RobustQuasiLikelihood"/>.</summary>
internal sealed record RobustQuasiLikelihoodLoss : ComposedLoss
{
    public RobustQuasiLikelihoodLoss(double bound) => Bound = ArgumentChecks.That(bound, bound > 0, "greater than 0");

    public double Bound { get; }

    internal override bool TakesRobustScale => true;

    /// <summary>What a target says beyond the bound is taken for what it says at the bound.</summary>
    protected override Tensor Formula(Tensor output, Tensor target)
    {
        Tensor mean = output.detach(), deviation = Spread(mean).sqrt();
        Tensor near = maximum(minimum(target, mean.Plus(deviation, Bound)), mean.Plus(deviation, -Bound));
        return Cost(output, near) - Cost(near, near);
    }

    private static Tensor Cost(Tensor output, Tensor target) => Spread(output) - (target * output.asinh());

    /// <summary>The variance that a row of this mean is taken to have.</summary>
    private static Tensor Spread(Tensor mean) => (mean.Squared() + One).sqrt();

    public override string ToString() => $"RobustQuasiLikelihood({CodeText.Number(Bound)})";
}
