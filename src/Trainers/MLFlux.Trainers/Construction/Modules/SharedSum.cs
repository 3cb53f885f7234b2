using static TorchSharp.torch;

namespace MLFlux.Construction;

/// <summary>
/// The sum of a tensor over all shares of a batch, in the graph: y = Σ x of the shares. The loss of the batch is the sum of the shares'
/// losses, and each depends on y, so the gradient of x is the sum of their gradients of y.
/// </summary>
internal sealed class SharedSum : autograd.SingleTensorFunction<SharedSum>
{
    private const string Share = nameof(Share);

    public override string Name => nameof(SharedSum);

    /// <param name="ctx">Keeps the share for the way back.</param>
    /// <param name="vars">The tensor and the <see cref="BatchShare"/>.</param>
    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var share = (BatchShare)vars[1];
        ctx.save_data(Share, share);
        return share.Sum((Tensor)vars[0]);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        [((BatchShare)ctx.get_data(Share)).Sum(grad_output), null!];
}
