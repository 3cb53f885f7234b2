namespace MLFlux;

/// <summary>The shape that layers over sequences take.</summary>
internal static class SequenceShape
{
    /// <summary>Makes sure that the shape is time × features.</summary>
    public static void Ensure(Layer layer, Shape input)
    {
        if (input.Rank == 2)
            return;
        string remedy = input.Rank == 1 ? $"Put Reshape({input.Size}, 1), or the like, before it."
            : "Put Reshape(time, features) before it.";
        throw new NetworkShapeException(layer, $"expects time × features, got {input}. {remedy}");
    }
}
