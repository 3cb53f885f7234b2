using MLFlux.Rows;

namespace MLFlux;

/// <summary>A list of augmentations as they are carried out: neighbours that move pixels along lines in one step.</summary>
internal sealed class AugmentationPlan
{
    private readonly List<Func<Batch, Random, Batch>> _steps = [];
    private readonly bool _alternates;

    /// <param name="augmentations">The augmentations, one after another.</param>
    /// <param name="inputs">The columns whose examples they change.</param>
    /// <exception cref="InvalidOperationException">An augmentation is for no column, or for several.</exception>
    public AugmentationPlan(IReadOnlyList<Augmentation> augmentations, InputLayout inputs)
    {
        AugmentedColumn[] all = [.. augmentations.Select(one => AugmentedColumn.Of(one, inputs))];
        _alternates = augmentations.Any(one => one.Alternates);
        for (int i = 0; i < all.Length; i++)
        {
            AugmentedColumn first = all[i];
            AffineAugmentation[] affine =
            [
                .. all.Skip(i).TakeWhile(one => one.Augmentation is AffineAugmentation && one.Column == first.Column)
                    .Select(one => (AffineAugmentation)one.Augmentation),
            ];
            if (affine.Length > 1)
            {
                _steps.Add((batch, random) => first.Change(
                    batch, part => part with { Features = AffineSampler.Apply(part.Features, affine, random) }));
                i += affine.Length - 1;
            }
            else
            {
                _steps.Add((batch, random) => first.Change(batch, part => first.Augmentation.Apply(part, random)));
            }
        }
    }

    /// <summary>Changes a batch. What it makes belongs to the caller's dispose scope; the tensors it was given stay as they are.</summary>
    /// <param name="batch">Rows as they were read.</param>
    /// <param name="random">Draws what is random.</param>
    /// <param name="epoch">The epoch's number, which decides whose turn it is where rows take turns.</param>
    public Batch Apply(Batch batch, Random random, int epoch)
    {
        if (_alternates)
            batch = batch with { OddTurns = AlternatingTurns.Of(batch.Features, epoch) };
        foreach (Func<Batch, Random, Batch> step in _steps)
            batch = step(batch, random);
        return batch;
    }
}
