namespace MLFlux.Construction;

/// <summary>
/// Takes apart what a user wrote as one network: the body that gives raw scores, and a final function that belongs to the
/// task. Softmax and sigmoid are computed together with the loss in training, which does not overflow, and as the task's own
/// columns in scoring.
/// </summary>
internal static class NetworkHead
{
    /// <summary>
    /// The network without the final function of its task, and averaging what the task predicts where members end it; its
    /// weights keep their names.
    /// </summary>
    public static Layer Body(Layer network, PredictionTask task) => Averaging(WithoutFunction(network, task), task switch
    {
        PredictionTask.MulticlassClassification => MemberMean.Probabilities,
        PredictionTask.BinaryClassification => MemberMean.Logits,
        _ => MemberMean.Values,
    });

    /// <summary>The network without the final function of its task.</summary>
    public static Layer WithoutFunction(Layer network, PredictionTask task) => task switch
    {
        PredictionTask.MulticlassClassification => WithoutSoftmax(network),
        PredictionTask.BinaryClassification => WithoutSigmoid(network),
        _ => network,
    };

    /// <summary>Whether the network itself ends in a softmax.</summary>
    public static bool EndsInSoftmax(Layer network) => network switch
    {
        SoftmaxLayer => true,
        ChainLayer { Layers: [.., Layer last] } => EndsInSoftmax(last),
        MembersLayer members => EndsInSoftmax(members.Layers[0]),
        _ => false,
    };

    private static Layer WithoutSoftmax(Layer network) => network switch
    {
        ChainLayer { Layers: [_, .., SoftmaxLayer or LogSoftmaxLayer] } chain => chain.WithoutLast(),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, WithoutSoftmax(last)),
        MembersLayer members => members.With([WithoutSoftmax(members.Layers[0])]),
        _ => network,
    };

    private static Layer WithoutSigmoid(Layer network) => network switch
    {
        DenseLayer dense when dense.Activation == Activation.Sigmoid =>
            new DenseLayer(dense.Inputs, dense.Outputs, Activation.Identity, dense.Bias, dense.Initializer),
        WeightNormLayer norm => new WeightNormLayer(WithoutSigmoid(norm.Inner)),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, WithoutSigmoid(last)),
        MembersLayer members => members.With([WithoutSigmoid(members.Layers[0])]),
        _ => network,
    };

    private static Layer Averaging(Layer network, MemberMean mean) => network switch
    {
        MembersLayer members => members.Averaging(mean),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, Averaging(last, mean)),
        _ => network,
    };

    private static ChainLayer WithLast(ChainLayer chain, Layer last) =>
        chain.With(chain.Layers.SetItem(chain.Layers.Length - 1, last));
}
