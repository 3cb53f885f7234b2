using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.ListwiseSoftmax"/>.</summary>
internal sealed record ListwiseSoftmaxLoss : GroupLoss
{
    public override string ToString() => "ListwiseSoftmax()";

    private protected override Tensor OfRows(Tensor scores, Tensor gains, Tensor isSame, Tensor same)
    {
        Tensor sums = same.matmul(gains);
        Tensor shares = gains / where(sums.IsAbove(0), sums, ones_like(sums));
        Tensor others = scores.unsqueeze(0).expand(isSame.shape).Filled(isSame.logical_not(), double.NegativeInfinity);
        return shares * others.logsumexp(1).Plus(scores, -1);
    }
}
