namespace MLFlux;

/// <summary>
/// A loss of your own: derive from it, say whether it takes logits, compute the mean over rows by TorchSharp, and give it to
/// <see cref="NeuralNetworkOptions.Loss"/>. A saved model keeps its text alone, so that loading needs no registration.
/// </summary>
/// <remarks>
/// <see cref="Loss.Compute"/> gets targets as numbers, [rows, width]: for classes, 1 for the right one and 0 for the others. A
/// loss that does not take logits gets the softmax or the sigmoid of a classifier's outputs; one for numbers does not take
/// logits. What it makes on the way belongs to the caller's dispose scope. The result has to be differentiable by the output.
/// </remarks>
public abstract record CustomLoss : Loss
{
    /// <summary>
    /// Whether the loss of a batch is the weighted mean of its rows' losses. Then threads may each compute a share of a batch;
    /// otherwise the loss sees every batch in one piece. The default is true.
    /// </summary>
    public virtual bool IsMean => true;

    internal sealed override bool IsMeanOverRows => IsMean;
}
