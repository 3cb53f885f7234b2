using MLFlux.Construction;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>The loss of one head among several.</summary>
/// <param name="Head">Where the head's outputs and targets lie.</param>
/// <param name="Loss">What stands between its raw outputs and its loss.</param>
/// <param name="Weight">What the loss is multiplied by.</param>
internal sealed record HeadLoss(ModelHead Head, LossHead Loss, double Weight)
{
    /// <summary>The rows of a batch that have a label of this head, and the head's part of them; null where no row has one.</summary>
    /// <param name="outputs">The outputs of all heads, [rows, width].</param>
    /// <param name="batch">The targets of all heads as numbers, [rows, width], NaN for a label that the row does not have; weights.</param>
    public HeadBatch? Part(Tensor outputs, Batch batch)
    {
        Tensor own = batch.Targets.narrow(1, Head.TargetStart, Head.TargetWidth);
        Tensor given = outputs.narrow(1, Head.Start, Head.Width);
        Tensor known = own.isnan().all(1).logical_not();
        long count = known.sum().item<long>();
        if (count == 0)
            return null;

        Tensor? rows = null, weights = batch.Weights;
        double total = batch.TotalWeight;
        if (count < known.size(0))
        {
            rows = known.nonzero().squeeze(1);
            (given, own, weights) = (given.index_select(0, rows), own.index_select(0, rows), weights?.index_select(0, rows));
            total = weights is null ? count : weights.to_type(ScalarType.Float64).sum().item<double>();
        }

        Tensor targets = TaskHead.Of(Head.Task).HasClassIndexes ? own.squeeze(1).to_type(ScalarType.Int64) : own.contiguous();
        bool hasMissing = Head.TargetWidth > 1 && own.isnan().any().item<bool>();
        return new HeadBatch(new Batch(given.contiguous(), targets, weights, total) { HasMissing = hasMissing }, rows);
    }
}
