using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace MLFlux;

/// <summary>See <see cref="Losses.BinaryCrossEntropy"/>.</summary>
internal sealed record BinaryCrossEntropyLoss : ElementwiseLoss
{
    public override bool TakesLogits => true;

    protected override Tensor Compare(Tensor output, Tensor target, Reduction reduction) =>
        functional.binary_cross_entropy_with_logits(output, target, reduction: reduction);

    public override string ToString() => "BinaryCrossEntropy()";
}
