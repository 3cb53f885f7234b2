using MLFlux.Construction;
using MLFlux.Rows;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>
/// The losses of several heads, each times its weight, added up. A row without a label of a head adds nothing to that head's loss, which
/// is the mean over all rows: Σ wᵢ lᵢ over the rows that have the label / Σ wᵢ over all.
/// </summary>
/// <param name="Heads">The losses of the heads, in the order of their outputs.</param>
internal sealed record HeadsLoss(IReadOnlyList<HeadLoss> Heads) : Loss
{
    public override bool TakesLogits => true;

    internal override bool IsMeanOverRows => Heads.All(head => head.Loss.Loss.IsMeanOverRows);

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        using DisposeScope scope = NewDisposeScope();
        double all = weight is null ? output.size(0) : weight.to_type(ScalarType.Float64).sum().item<double>();
        var batch = new Batch(output, target, weight, all);
        Tensor? sum = null;
        foreach (HeadLoss head in Heads)
        {
            if (head.Part(output, batch) is not { } part)
                continue;
            double factor = head.Weight * (part.Places is null ? 1 : part.Rows.TotalWeight / all);
            Tensor loss = head.Loss.Compute(part.Outputs, part.Rows);
            Tensor weighed = factor == 1 ? loss : loss * (Number)factor;
            sum = sum is null ? weighed : sum.Plus(weighed);
        }

        return (sum ?? output.sum() * (Number)0).MoveToOuterDisposeScope();
    }

    public override string ToString() => string.Join(
        ", ", Heads.Select(head => $"{head.Head.Name}: {(head.Weight == 1 ? "" : CodeText.Number(head.Weight) + " × ")}{head.Loss.Loss}"));
}
