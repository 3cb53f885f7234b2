using System.Numerics;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Scaling"/>.</summary>
internal sealed record ScalingAugmentation(double Minimum, double Maximum) : AffineAugmentation
{
    public override string ToString() => new CallWriter("Scaling").Add("minimum", Minimum).Add("maximum", Maximum).ToString();

    internal override IEnumerable<string> Faults() =>
    [
        .. Unless("Scaling", "minimum", Minimum, Minimum > 0, "greater than 0"),
        .. Unless("Scaling", "maximum", Maximum, Maximum >= Minimum, "at least the minimum"),
    ];

    internal override Matrix3x2 Draw(Random random, long width, long height) =>
        Matrix3x2.CreateScale(Between(random, Minimum, Maximum));
}
