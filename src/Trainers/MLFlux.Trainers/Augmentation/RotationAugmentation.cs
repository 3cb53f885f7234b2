using System.Numerics;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Rotation"/>.</summary>
internal sealed record RotationAugmentation(double Degrees) : AffineAugmentation
{
    public override string ToString() => new CallWriter("Rotation").Add("degrees", Degrees).ToString();

    internal override IEnumerable<string> Faults() =>
        Unless("Rotation", "degrees", Degrees, Degrees is > 0 and <= 180, "greater than 0 and at most 180");

    internal override Matrix3x2 Draw(Random random, long width, long height) =>
        Matrix3x2.CreateRotation(Between(random, -Degrees, Degrees) * MathF.PI / 180);
}
