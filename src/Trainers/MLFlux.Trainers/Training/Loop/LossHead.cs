using MLFlux.Construction;
using MLFlux.Rows;
using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>What stands between a network's raw outputs and its loss in training.</summary>
/// <param name="Loss">What training makes small.</param>
/// <param name="Function">What is applied to the raw outputs first.</param>
internal sealed record LossHead(Loss Loss, HeadFunction Function)
{
    /// <summary>What a loss is given of a network: raw outputs for logits, the function's values where it asks for them.</summary>
    public static LossHead Of(OutputHead head, Loss loss) =>
        new(loss, !loss.TakesLogits && (loss.TakesProbabilities || head.IsPartOfOutput) ? head.Function : HeadFunction.None);

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="outputs">The network's raw outputs, [rows, width].</param>
    /// <param name="batch">The targets and weights: classes by index, anything else as numbers.</param>
    public Tensor Compute(Tensor outputs, Batch batch)
    {
        Tensor values = Apply(Function, outputs);
        if (batch.HasMissing)
            return ComputeKnown(values, batch);
        Tensor loss = Compute(outputs, values, batch.Targets, batch.Weights);
        return batch.Mix is { } mix
            ? (loss * (Number)mix.Share).Plus(Compute(outputs, values, mix.Targets, batch.Weights), 1 - mix.Share)
            : loss;
    }

    /// <summary>
    /// The mean loss where targets may be missing: those are taken for right whatever the network gives, and move nothing.
    /// </summary>
    private Tensor ComputeKnown(Tensor values, Batch batch)
    {
        Tensor given = values.detach(), missing = batch.Targets.isnan();
        if (batch.Mix is { } mix)
            missing = missing.logical_or(mix.Targets.isnan());
        Tensor known = where(missing, given, values);
        Tensor loss = Compute(known, known, where(missing, given, batch.Targets), batch.Weights);
        return batch.Mix is { } other
            ? (loss * (Number)other.Share).Plus(
                Compute(known, known, where(missing, given, other.Targets), batch.Weights), 1 - other.Share)
            : loss;
    }

    /// <summary>The mean loss of rows that weigh the same.</summary>
    public Tensor Compute(Tensor outputs, Tensor targets) => Compute(outputs, Apply(Function, outputs), targets, weights: null);

    /// <summary>Applies a function to a network's raw outputs.</summary>
    public static Tensor Apply(HeadFunction function, Tensor outputs) => function switch
    {
        HeadFunction.Softmax => nn.functional.softmax(outputs, 1),
        HeadFunction.Sigmoid => sigmoid(outputs),
        HeadFunction.None => outputs,
    };

    /// <summary>The mean of the members' mean losses of a batch.</summary>
    /// <param name="outputs">The members' raw outputs, [rows, members, width].</param>
    /// <param name="batch">The targets and weights.</param>
    public Tensor ComputeMembers(Tensor outputs, Batch batch)
    {
        long members = outputs.size(1);
        if (!Loss.IsMeanOverRows)
            return stack([.. outputs.unbind(1).Select(member => Compute(member, batch))]).mean();

        Tensor? OfEach(Tensor? values) => values?.repeat_interleave(members, dim: 0);
        return Compute(outputs.flatten(0, 1), batch with
        {
            Targets = OfEach(batch.Targets)!,
            Weights = OfEach(batch.Weights),
            Mix = batch.Mix is { } mix ? mix with { Targets = OfEach(mix.Targets)! } : null,
        });
    }

    private Tensor Compute(Tensor outputs, Tensor values, Tensor targets, Tensor? weights)
    {
        if (targets.dtype == ScalarType.Int64 && !Loss.TakesClassIndexes)
            targets = nn.functional.one_hot(targets, outputs.shape[1]).to_type(outputs.dtype);
        if (Loss.TakesSigns)
            targets = (targets * (Number)2) - (Number)1;

        return Loss.Compute(values, targets, weights);
    }
}
