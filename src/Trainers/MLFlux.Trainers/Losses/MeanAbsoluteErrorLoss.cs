using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.MeanAbsoluteError"/>.</summary>
internal sealed record MeanAbsoluteErrorLoss : ElementwiseLoss
{
    public override bool TakesLogits => false;

    protected override Tensor Compare(Tensor output, Tensor target, Reduction reduction) =>
        functional.l1_loss(output, target, reduction);

    public override string ToString() => "MeanAbsoluteError()";
}
