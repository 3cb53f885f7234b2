using MLFlux.Construction;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.LambdaRank"/>.</summary>
internal sealed record LambdaRankLoss : GroupLoss
{
    public LambdaRankLoss(double sigma) => Sigma = ArgumentChecks.That(sigma, sigma > 0, "greater than 0");

    public double Sigma { get; }

    public override string ToString() => $"LambdaRank({CodeText.Number(Sigma)})";

    private protected override Tensor OfRows(Tensor scores, Tensor gains, Tensor isSame, Tensor same)
    {
        Tensor swaps = Swaps(scores.detach(), gains, isSame, same);
        Tensor differences = scores.unsqueeze(1).Plus(scores.unsqueeze(0), -1);
        return (swaps * (differences * (Number)(-Sigma)).Softplus()).sum(1);
    }

    /// <summary>
    /// For each pair of a better row and a worse one of a group: by how much NDCG changes where the two change places, as they stand now.
    /// </summary>
    private static Tensor Swaps(Tensor scores, Tensor gains, Tensor isSame, Tensor same)
    {
        Tensor discounts = Discounts(scores, isSame);
        Tensor best = same.matmul(gains * Discounts(gains, isSame)).AtLeast(float.Epsilon).unsqueeze(1);
        Tensor worth = gains.unsqueeze(1).Plus(gains.unsqueeze(0), -1);
        return worth.AtLeast(0) * discounts.unsqueeze(1).Plus(discounts.unsqueeze(0), -1).abs() * same / best;
    }

    /// <summary>1 / log₂(1 + place), by the place of each row in its group by falling values; of equal ones, the first is first.</summary>
    private static Tensor Discounts(Tensor values, Tensor isSame)
    {
        Tensor own = values.unsqueeze(1), other = values.unsqueeze(0);
        Tensor isEarlier = ones_like(isSame).tril(-1);
        Tensor isBefore = other.gt(own).logical_or(other.eq(own).logical_and(isEarlier)).logical_and(isSame);
        return (isBefore.sum(1, type: values.dtype) + (Number)2).log2().reciprocal();
    }
}
