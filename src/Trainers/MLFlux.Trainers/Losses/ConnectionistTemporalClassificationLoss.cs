using MLFlux.Construction;
using TorchSharp;
using static TorchSharp.torch;

namespace MLFlux;

/// <summary>See <see cref="Losses.ConnectionistTemporalClassification"/>.</summary>
internal sealed record ConnectionistTemporalClassificationLoss : Loss
{
    public override bool TakesLogits => true;

    internal override bool TakesSequences => true;

    public override Tensor Compute(Tensor output, Tensor target, Tensor? weight = null)
    {
        if (output.dim() != 3 || target.dim() != 2 || output.size(0) != target.size(0))
        {
            throw new ArgumentException(
                $"{this} takes scores [rows, time, classes] and class indexes [rows, length], −1 behind the end of a shorter row; "
                + $"got {Describe(output)} and {Describe(target)}.",
                nameof(target));
        }

        using DisposeScope scope = NewDisposeScope();
        long time = output.size(1), blank = output.size(2) - 1;
        long[][] sequences = Sequences(target, time, blank);
        long[] targets = [.. sequences.SelectMany(sequence => sequence)];
        long[] lengths = [.. sequences.Select(sequence => (long)sequence.Length)];

        // libtorch expects time as the first dimension.
        Tensor scores = nn.functional.log_softmax(output.transpose(0, 1), 2);
        using var ctc = nn.CTCLoss(blank, zero_infinity: false, reduction: nn.Reduction.None);
        Tensor losses = ctc.call(scores, tensor(targets), tensor(Enumerable.Repeat(time, sequences.Length).ToArray()), tensor(lengths));
        return (weight is null ? losses.mean() : WeightedMean(losses, weight)).MoveToOuterDisposeScope();
    }

    public override string ToString() => "ConnectionistTemporalClassification()";

    /// <summary>The classes of each row, up to its end.</summary>
    private long[][] Sequences(Tensor target, long time, long blank)
    {
        double[] values = [.. target.detach().to(ScalarType.Float64).cpu().contiguous().data<double>()];
        return [.. values.Chunk((int)target.size(1)).Select((row, index) => Sequence(row, index, time, blank))];
    }

    private long[] Sequence(double[] row, int index, long time, long blank)
    {
        double[] classes = [.. row.TakeWhile(value => value != -1)];
        bool areClasses = classes.All(value => value >= 0 && value < blank && value == Math.Floor(value));
        if (!areClasses || row.Skip(classes.Length).Any(value => value != -1))
        {
            throw new ArgumentException(
                $"{this}: row {index} of the target is [{string.Join(", ", row.Select(CodeText.Number))}]; it takes classes from 0 to "
                + $"{blank - 1}, then −1 to the end. The last class, {blank}, is the blank.");
        }

        // Two neighbours of the same class need a blank between them, which takes a step more.
        long needed = classes.Length + classes.Zip(classes.Skip(1)).Count(pair => pair.First == pair.Second);
        return needed <= time
            ? [.. classes.Select(value => (long)value)]
            : throw new ArgumentException(
                $"{this}: row {index} of the target needs {needed} steps of time, and the output has {time}.");
    }
}
