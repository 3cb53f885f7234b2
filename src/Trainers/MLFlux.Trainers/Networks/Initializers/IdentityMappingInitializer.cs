using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Initializers.IdentityMapping"/>.</summary>
internal sealed record IdentityMappingInitializer : Initializer
{
    public IdentityMappingInitializer(double gain) => Gain = ArgumentChecks.That(gain, true, "a number");

    public double Gain { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random)
    {
        values.Clear();
        if (shape.Rank == 1)
            return;

        int inputs = shape[1], window = values.Length / (shape[0] * inputs), middle = 0;
        foreach (int size in shape.Skip(2))
            middle = (middle * size) + ((size - 1) / 2);
        for (int i = 0; i < Math.Min(shape[0], inputs); i++)
            values[(((i * inputs) + i) * window) + middle] = (float)Gain;
    }

    public override string ToString() =>
        Gain == Initializers.IdentityGain ? "IdentityMapping()" : $"IdentityMapping({CodeText.Number(Gain)})";
}
