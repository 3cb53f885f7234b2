namespace MLFlux.Training;

/// <summary>One process that trains by itself.</summary>
internal sealed class LoneRank : Ranks
{
    public override int Index => 0;

    public override int Count => 1;

    internal override void Sum(Span<float> values)
    {
    }

    internal override void Sum(Span<double> values)
    {
    }

    internal override void Broadcast(Span<byte> values)
    {
    }

    internal override void AwaitAll()
    {
    }

    internal override void Gather(ReadOnlySpan<byte> part, Span<byte> all) => part.CopyTo(all);

    internal override byte[][] Gather(ReadOnlySpan<byte> part, bool toAll) => [part.ToArray()];
}
