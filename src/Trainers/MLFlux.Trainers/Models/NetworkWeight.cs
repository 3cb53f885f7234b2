namespace MLFlux;

/// <summary>One tensor of a fitted network: a weight, a bias, or a buffer such as a running mean.</summary>
/// <param name="Name">Its name in the network, as PyTorch writes it: <c>0.weight</c>.</param>
/// <param name="Shape">Its dimensions.</param>
/// <param name="Values">Its values, row by row.</param>
public sealed record NetworkWeight(string Name, Shape Shape, ReadOnlyMemory<float> Values)
{
    /// <summary>Name and shape: <c>0.weight 6×1×5×5</c>.</summary>
    public override string ToString() => $"{Name} {Shape}";
}
