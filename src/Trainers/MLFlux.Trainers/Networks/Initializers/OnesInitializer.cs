namespace MLFlux;

/// <summary>See <see cref="Initializers.Ones"/>.</summary>
internal sealed record OnesInitializer : Initializer
{
    internal override void Fill(Span<float> values, Shape shape, int fanIn, int fanOut, Random random) =>
        values.Fill(1);

    public override string ToString() => "Ones";
}
