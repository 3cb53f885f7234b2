using MLFlux.Rows;

namespace MLFlux;

/// <summary>
/// A random change of the examples of each batch, in training only, so that a network does not learn what is accidental. Make
/// one with <see cref="Augmentations"/>.
/// </summary>
/// <remarks>A description, immutable and safe for any thread. What is random follows from the seed of the fit.</remarks>
public abstract record Augmentation
{
    private protected Augmentation()
    {
    }

    /// <summary>
    /// The same augmentation for one of several columns: <c>Augmentations.HorizontalFlip().On("Photo")</c>. Where a network of
    /// <c>Inputs</c> has one column of images alone, an augmentation changes that one without being told.
    /// </summary>
    /// <param name="column">The column, a branch of the network's <c>Inputs</c> or its one feature column.</param>
    public Augmentation On(string column) => new ColumnAugmentation(column, this);

    /// <summary>The augmentation as it is written in code: <c>RandomCrop(padding: 4)</c>.</summary>
    public abstract override string ToString();

    /// <summary>The faults of the options, each a sentence that names the option; empty where there is none.</summary>
    internal abstract IEnumerable<string> Faults();

    /// <summary>Why examples of a shape cannot be changed this way, as a sentence; null where they can.</summary>
    internal virtual string? Refuses(Shape input) => input.Rank == 3
        ? null
        : $"{this} changes images, channels × height × width; the features are {input}.";

    /// <summary>Whether rows take turns from epoch to epoch: <see cref="Batch.OddTurns"/> says whose it is.</summary>
    internal virtual bool Alternates => false;

    /// <summary>Changes a batch; the tensors it was given stay as they are.</summary>
    internal abstract Batch Apply(Batch batch, Random random);

    /// <summary>A sentence about an option that is not finite or out of its range; none otherwise.</summary>
    private protected static IEnumerable<string> Unless(string name, string option, double value, bool holds, string range) =>
        Fault.Unless(name, option, value, holds, range);
}
