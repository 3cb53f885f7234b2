using MLFlux.Construction;

namespace MLFlux;

/// <summary>See <see cref="Initializers.IdentityMapping"/>.</summary>
internal sealed record IdentityMappingInitializer : Initializer
{
    public IdentityMappingInitializer(double gain, Initializer? rest = null)
    {
        Gain = ArgumentChecks.That(gain, true, "a number");
        Rest = rest ?? Initializers.Zeros;
        if (Rest.LearnsFromRows)
            throw new ArgumentException($"{Rest} learns all of a weight from the training rows, not the rest of one.", nameof(rest));
    }

    public double Gain { get; }

    public Initializer Rest { get; }

    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random)
    {
        if (shape.Rank == 1)
        {
            values.Clear();
            return;
        }

        Rest.Fill(values, shape, fanIn, fanOut, random);
        int inputs = shape[1], window = values.Length / (shape[0] * inputs), middle = 0, passed = Math.Min(shape[0], inputs);
        foreach (int size in shape.Skip(2))
            middle = (middle * size) + ((size - 1) / 2);
        values[..(passed * inputs * window)].Clear();
        for (int i = 0; i < passed; i++)
            values[(((i * inputs) + i) * window) + middle] = (float)Gain;
    }

    public override string ToString()
    {
        string gain = Gain == Initializers.IdentityGain ? "" : CodeText.Number(Gain);
        string rest = Rest == Initializers.Zeros ? "" : $"rest: {Rest}";
        return $"IdentityMapping({string.Join(", ", new[] { gain, rest }.Where(part => part.Length > 0))})";
    }
}
