using MLFlux.Construction;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.Huber"/>.</summary>
internal sealed record HuberLoss : ElementwiseLoss
{
    public HuberLoss(double delta) => Delta = ArgumentChecks.That(delta, delta > 0, "greater than 0");

    public double Delta { get; }

    public override bool TakesLogits => false;

    protected override Tensor Compare(Tensor output, Tensor target, Reduction reduction) =>
        functional.huber_loss(output, target, Delta, reduction);

    public override string ToString() => $"Huber({CodeText.Number(Delta)})";
}
