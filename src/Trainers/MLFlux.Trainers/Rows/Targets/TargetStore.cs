using System.Runtime.InteropServices;
using MLFlux.Models;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>What the network should give for each row, gathered into batches beside the features.</summary>
internal abstract class TargetStore
{
    /// <summary>How many rows there are.</summary>
    public abstract int Count { get; }

    /// <summary>How many numbers the targets of a row are: 1 for a class, by its index.</summary>
    public abstract int Width { get; }

    /// <summary>How many bytes they take.</summary>
    public abstract long Bytes { get; }

    /// <summary>Whether rows may lack some of their targets, which are then NaN.</summary>
    public virtual bool HasMissing => false;

    /// <summary>Whether <see cref="Group"/> tells classes apart.</summary>
    public virtual bool HasGroups => false;

    /// <summary>Forgets the rows.</summary>
    public abstract void Clear();

    /// <summary>All rows' targets, for other ranks.</summary>
    /// <exception cref="NotSupportedException">The targets are none that ranks exchange.</exception>
    public virtual byte[] ToBytes() => throw CannotExchange();

    /// <summary>Adds the rows of another store of this kind.</summary>
    /// <param name="bytes">What its <see cref="ToBytes"/> gave.</param>
    /// <exception cref="NotSupportedException">The targets are none that ranks exchange.</exception>
    public virtual void Add(ReadOnlySpan<byte> bytes) => throw CannotExchange();

    /// <summary>A tensor for the targets of <paramref name="rows"/> rows, to be filled by <see cref="Gather"/>.</summary>
    public abstract Tensor CreateBatch(int rows);

    /// <summary>Writes the targets of the given rows into the memory of a batch tensor.</summary>
    public abstract void Gather(ReadOnlySpan<int> rows, Span<byte> destination);

    /// <summary>Writes the targets of the given rows as numbers, <see cref="Width"/> for each row.</summary>
    public virtual void GatherNumbers(ReadOnlySpan<int> rows, Span<float> destination) =>
        Gather(rows, MemoryMarshal.AsBytes(destination));

    /// <summary>The scale on which numbers are learned best, by the given rows; null for targets that are none.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="isRobust">Whether by the median and the distances from it, not by mean and deviation.</param>
    public virtual TargetScale? Measure(ReadOnlySpan<int> rows, bool isRobust) => null;

    /// <summary>Gives numbers on this scale from now on.</summary>
    public virtual void Use(TargetScale scale)
    {
    }

    /// <summary>
    /// How many of the outputs (row after row) say what the targets of these rows say; null where there is no right or wrong.
    /// </summary>
    public abstract int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows);

    /// <summary>A number for each row by which a split is stratified: rows of one group are split in the same proportion.</summary>
    public virtual int Group(int row) => 0;

    /// <summary>The class of each thing that the network is asked of a row: one class, or yes (1) or no (0) for each label.</summary>
    public virtual IEnumerable<int> Answers(int row) => [Group(row)];

    /// <summary>Whether two rows next to each other belong together, so that no batch and no split cuts between them.</summary>
    public virtual bool AreTogether(int row, int other) => false;

    /// <summary>Holds out a fraction of the rows, copies together.</summary>
    public virtual RowSplit Split(double fraction, EqualRows equal, Random random) => RowSplit.Stratified(this, fraction, equal, random);

    /// <summary>How many parts the rows can be cut into.</summary>
    public virtual int Parts(EqualRows equal) => equal.Units;

    /// <summary>Cuts the rows into folds, each of which is held out by one split, copies together.</summary>
    /// <param name="folds">How many folds there are, at most <see cref="Parts"/>.</param>
    /// <param name="equal">Which rows are copies.</param>
    /// <param name="random">Decides which row is in which.</param>
    public virtual IReadOnlyList<RowSplit> Folds(int folds, EqualRows equal, Random random) =>
        RowSplit.Folds(this, folds, equal, random);

    private static NotSupportedException CannotExchange() => new(
        $"{nameof(NeuralNetworkOptions.RowsAreSharded)} is not for this task: leave it false, and let every rank read all rows.");

    /// <summary>An empty batch outside any dispose scope, which the caller owns.</summary>
    private protected static Tensor NewBatch(long[] shape, ScalarType type) => empty(shape, dtype: type).DetachFromDisposeScope();
}
