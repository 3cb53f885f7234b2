using System.Numerics;
using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Augmentations.Translation"/>.</summary>
internal sealed record TranslationAugmentation(double Fraction) : AffineAugmentation
{
    public override string ToString() => new CallWriter("Translation").Add("fraction", Fraction).ToString();

    internal override IEnumerable<string> Faults() =>
        Unless("Translation", "fraction", Fraction, Fraction is > 0 and < 1, "greater than 0 and less than 1");

    internal override Matrix3x2 Draw(Random random, long width, long height) =>
        Matrix3x2.CreateTranslation(Between(random, -Fraction, Fraction) * width, Between(random, -Fraction, Fraction) * height);
}
