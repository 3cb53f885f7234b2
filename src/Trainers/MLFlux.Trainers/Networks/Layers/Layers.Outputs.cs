namespace MLFlux;

public static partial class Layers
{
    /// <summary>
    /// The end of a network that learns several labels at once, one with each head:
    /// <c>Chain(Dense(64, Relu), Outputs(("Price", Output()), ("Sold", Chain(Dense(16, Relu), Output()))))</c>. Train it with
    /// <c>ml.MultiTask.Trainers.NeuralNetwork</c>.
    /// </summary>
    /// <remarks>
    /// Stands alone or last in a <c>Chain</c>, and nowhere else. What a head predicts follows from its column: yes or no from a bool, a
    /// class from a key, numbers from floats.
    /// </remarks>
    /// <param name="heads">The columns to learn, each once, and the layers that give what is predicted of them.</param>
    /// <exception cref="ArgumentException">
    /// There is no head, a name is empty or there twice, or a layer is null or ends in members.
    /// </exception>
    /// <example>
    /// <code>
    /// Layer network = Chain(Dense(64, Relu), Outputs(("Price", Output()), ("Sold", Output())));
    /// </code>
    /// </example>
    public static OutputsLayer Outputs(params ReadOnlySpan<(string Head, Layer Layer)> heads)
    {
        (string Head, Layer Layer)[] all = [.. heads];
        return new OutputsLayer([.. all.Select(head => head.Head)], [.. all.Select(head => head.Layer)]);
    }

    /// <summary>
    /// The end of a network that learns several labels at once, whose tasks are stated and then checked against the columns:
    /// <c>Outputs(("Price", PredictionTask.Regression, Output()), ("Sold", PredictionTask.BinaryClassification, Output()))</c>.
    /// </summary>
    /// <remarks>A head that is stated to be of yes and no also takes a float that is 0 or 1, and NaN where the answer is missing.</remarks>
    /// <param name="heads">The columns to learn, each once, what is predicted, and the layers that give it.</param>
    /// <inheritdoc cref="Outputs(ReadOnlySpan{ValueTuple{string, Layer}})" path="/*[not(self::summary or self::param)]"/>
    public static OutputsLayer Outputs(params ReadOnlySpan<(string Head, PredictionTask Task, Layer Layer)> heads)
    {
        (string Head, PredictionTask Task, Layer Layer)[] all = [.. heads];
        return new OutputsLayer(
            [.. all.Select(head => head.Head)], [.. all.Select(head => head.Layer)], [.. all.Select(head => head.Task)]);
    }
}
