using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.MeanSquaredError"/>.</summary>
internal sealed record MeanSquaredErrorLoss : ElementwiseLoss
{
    public override bool TakesLogits => false;

    protected override Tensor Compare(Tensor output, Tensor target, Reduction reduction) =>
        functional.mse_loss(output, target, reduction);

    public override string ToString() => "MeanSquaredError()";
}
