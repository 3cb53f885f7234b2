using static TorchSharp.torch;

namespace MLFlux.Training;

/// <summary>One process that trains by itself.</summary>
internal sealed class LoneRank : Ranks
{
    public override int Index => 0;

    public override int Count => 1;

    public override void Sum(Tensor values)
    {
    }

    public override void Sum(Span<double> values)
    {
    }

    public override int Agree(int decision) => decision;

    public override void Broadcast(Tensor values)
    {
    }
}
