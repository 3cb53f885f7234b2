using MLFlux.Rows;

namespace MLFlux;

/// <summary>A list of augmentations as they are carried out: neighbours that move pixels along lines in one step.</summary>
internal sealed class AugmentationPlan
{
    private readonly List<Func<Batch, Random, Batch>> _steps = [];

    public AugmentationPlan(IReadOnlyList<Augmentation> augmentations)
    {
        for (int i = 0; i < augmentations.Count; i++)
        {
            AffineAugmentation[] affine = [.. augmentations.Skip(i).TakeWhile(a => a is AffineAugmentation).Cast<AffineAugmentation>()];
            if (affine.Length > 1)
            {
                _steps.Add((batch, random) => batch with { Features = AffineSampler.Apply(batch.Features, affine, random) });
                i += affine.Length - 1;
            }
            else
            {
                _steps.Add(augmentations[i].Apply);
            }
        }
    }

    /// <summary>Changes a batch. What it makes belongs to the caller's dispose scope; the tensors it was given stay as they are.</summary>
    public Batch Apply(Batch batch, Random random)
    {
        foreach (Func<Batch, Random, Batch> step in _steps)
            batch = step(batch, random);
        return batch;
    }
}
