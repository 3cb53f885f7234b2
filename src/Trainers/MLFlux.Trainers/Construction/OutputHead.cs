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
    public static OutputHead Of(Layer network, PredictionTask task) => new(NetworkHead.Body(network, task), FunctionOf(task), task switch
    {
        PredictionTask.MulticlassClassification => NetworkHead.EndsInSoftmax(network),
        PredictionTask.BinaryClassification => true, // Yes or no is a probability, whether the network ends in a sigmoid or not.
        PredictionTask.Regression => false,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    });

    /// <summary>The head of a network that serves no task: the softmax or sigmoid that it ends in itself.</summary>
    public static OutputHead Of(Layer network)
    {
        PredictionTask[] tasks = NetworkHead.EndsInSoftmax(network)
            ? [PredictionTask.MulticlassClassification, PredictionTask.BinaryClassification]
            : [PredictionTask.BinaryClassification];
        return tasks.Where(task => NetworkHead.WithoutFunction(network, task) != network).Select(task => Of(network, task)).FirstOrDefault()
            ?? new OutputHead(NetworkHead.Body(network, PredictionTask.Regression), HeadFunction.None, IsPartOfOutput: false);
    }

    /// <summary>What makes a task's predictions of raw outputs.</summary>
    public static HeadFunction FunctionOf(PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => HeadFunction.Softmax,
        PredictionTask.BinaryClassification => HeadFunction.Sigmoid,
        PredictionTask.Regression => HeadFunction.None,
        _ => throw new ArgumentOutOfRangeException(nameof(task), task, null),
    };
}
