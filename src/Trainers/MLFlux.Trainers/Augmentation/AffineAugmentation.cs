using System.Numerics;
using MLFlux.Rows;

namespace MLFlux;

/// <summary>An augmentation that moves pixels along straight lines; neighbours of this kind become one resampling.</summary>
internal abstract record AffineAugmentation : Augmentation
{
    /// <summary>Where a point of the picture goes, in pixels from its centre, to the right and down.</summary>
    internal abstract Matrix3x2 Draw(Random random, long width, long height);

    internal sealed override Batch Apply(Batch batch, Random random) =>
        batch with { Features = AffineSampler.Apply(batch.Features, [this], random) };

    private protected static float Between(Random random, double minimum, double maximum) =>
        (float)(minimum + ((maximum - minimum) * random.NextDouble()));
}
