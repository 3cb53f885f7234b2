namespace MLFlux;

/// <summary>See <see cref="Initializers.Zeros"/>.</summary>
internal sealed record ZerosInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        values.Clear();

    public override string ToString() => "Zeros";
}
