namespace MLFlux.Construction;

/// <summary>
/// What a network ends in: the body that gives raw outputs, and the function that makes of them what is predicted. Training computes
/// the function together with the loss, which does not overflow; scoring applies it last.
/// </summary>
/// <param name="Body">The network without the function; its weights keep their names.</param>
/// <param name="Function">What makes predictions of raw outputs.</param>
/// <param name="IsPartOfOutput">
/// Whether a loss that asks for neither raw scores nor probabilities sees the function's values, rather than raw outputs.
/// </param>
internal sealed record OutputHead(Layer Body, HeadFunction Function, bool IsPartOfOutput)
{
    /// <summary>The head of a network that is trained for a task.</summary>
    public static OutputHead Of(Layer network, PredictionTask task)
    {
        var head = TaskHead.Of(task);
        return new(NetworkHead.Averaging(head.WithoutFunction(network), head.Mean), head.Function, head.IsPartOfOutput(network));
    }

    /// <summary>The head of a network that serves no task: the softmax or sigmoid that it ends in itself.</summary>
    public static OutputHead Of(Layer network)
    {
        PredictionTask[] tasks = NetworkHead.EndsInSoftmax(network)
            ? [PredictionTask.MulticlassClassification, PredictionTask.BinaryClassification]
            : [PredictionTask.BinaryClassification];
        return tasks.Where(task => TaskHead.Of(task).WithoutFunction(network) != network).Select(task => Of(network, task)).FirstOrDefault()
            ?? Of(network, PredictionTask.Regression);
    }
}
