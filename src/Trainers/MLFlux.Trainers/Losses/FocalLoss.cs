using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.Focal"/>.</summary>
internal sealed record FocalLoss : ClassProbabilityLoss
{
    public FocalLoss(double gamma) => Gamma = ArgumentChecks.That(gamma, gamma >= 0, "at least 0");

    public double Gamma { get; }

    protected override Tensor Formula(Tensor output, Tensor target) =>
        -target * (One - output + Epsilon).Power(Gamma) * (output + Epsilon).log();

    public override string ToString() => $"Focal({CodeText.Number(Gamma)})";
}
