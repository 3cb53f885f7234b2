namespace MLFlux;

/// <summary>See <see cref="Initializers.RandomSigns"/>.</summary>
internal sealed record RandomSignsInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] = random.Next(2) == 0 ? -1 : 1;
    }

    public override string ToString() => "RandomSigns";
}
