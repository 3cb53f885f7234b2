namespace MLFlux;

/// <summary>What a layer says of one of its tensors before it is made.</summary>
/// <param name="Name">The name in the layer, as PyTorch has it: <c>weight</c>, <c>bias</c>, <c>running_mean</c>.</param>
/// <param name="Shape">The tensor's dimensions.</param>
/// <param name="Initializer">What its first values are drawn from.</param>
/// <param name="FanIn">How many inputs reach one output; some initialisers scale by it.</param>
/// <param name="FanOut">How many outputs one input reaches.</param>
/// <param name="IsLearned">Whether the optimizer changes it; false for a buffer, such as a running mean.</param>
public sealed record ParameterDeclaration(
    string Name, Shape Shape, Initializer Initializer, int FanIn, int FanOut, bool IsLearned = true)
{
    /// <summary>
    /// Whether it is filled from the training rows before the first epoch: a buffer then stays as it is, a weight learns on.
    /// </summary>
    internal bool IsPrepared { get; init; }

    /// <summary>What the learning rate is multiplied by for this parameter.</summary>
    internal double RateFactor { get; init; } = 1;

    /// <summary>The number of values.</summary>
    public int Size => Shape.Size;
}
