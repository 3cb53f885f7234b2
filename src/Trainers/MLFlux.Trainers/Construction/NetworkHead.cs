namespace MLFlux.Construction;

/// <summary>
/// Takes apart what a user wrote as one network: the body that gives raw scores, and a final function that belongs to the
/// task. Softmax and sigmoid are computed together with the loss in training, which does not overflow, and as the task's own
/// columns in scoring.
/// </summary>
internal static class NetworkHead
{
    /// <summary>Whether the network itself ends in a softmax.</summary>
    public static bool EndsInSoftmax(Layer network) => network switch
    {
        SoftmaxLayer => true,
        ChainLayer { Layers: [.., Layer last] } => EndsInSoftmax(last),
        MembersLayer members => EndsInSoftmax(members.Layers[0]),
        InputsLayer { Layers: [Layer only] } => EndsInSoftmax(only),
        EnsembleLayer ensemble => ensemble.Layers.All(EndsInSoftmax),
        _ => false,
    };

    /// <summary>Whether the network gives the mean of several, of which a trainer trains each by itself.</summary>
    public static bool EndsInMembers(Layer network) => network switch
    {
        MembersLayer or EnsembleLayer => true,
        ChainLayer { Layers: [.., Layer last] } => EndsInMembers(last),
        _ => false,
    };

    /// <summary>The network without the softmax that it ends in; its weights keep their names.</summary>
    public static Layer WithoutSoftmax(Layer network) => network switch
    {
        ChainLayer { Layers: [_, .., SoftmaxLayer or LogSoftmaxLayer] } chain => chain.WithoutLast(),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, WithoutSoftmax(last)),
        MembersLayer members => members.With([WithoutSoftmax(members.Layers[0])]),
        InputsLayer { Layers: [Layer only] } inputs => inputs.With([WithoutSoftmax(only)]),
        EnsembleLayer ensemble => ensemble.With([.. ensemble.Layers.Select(WithoutSoftmax)]),
        _ => network,
    };

    /// <summary>The network without the sigmoid that it ends in; its weights keep their names.</summary>
    public static Layer WithoutSigmoid(Layer network) => network switch
    {
        DenseLayer dense when dense.Activation == Activation.Sigmoid =>
            new DenseLayer(dense.Inputs, dense.Outputs, Activation.Identity, dense.Bias, dense.Initializer),
        WeightNormLayer norm => new WeightNormLayer(WithoutSigmoid(norm.Inner)),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, WithoutSigmoid(last)),
        MembersLayer members => members.With([WithoutSigmoid(members.Layers[0])]),
        InputsLayer { Layers: [Layer only] } inputs => inputs.With([WithoutSigmoid(only)]),
        EnsembleLayer ensemble => ensemble.With([.. ensemble.Layers.Select(WithoutSigmoid)]),
        _ => network,
    };

    /// <summary>The network, averaging what the task predicts where members end it.</summary>
    public static Layer Averaging(Layer network, MemberMean mean) => network switch
    {
        MembersLayer members => members.Averaging(mean),
        InputsLayer { Layers: [Layer only] } inputs => inputs.With([Averaging(only, mean)]),
        EnsembleLayer ensemble => ensemble.With([.. ensemble.Layers.Select(inner => Averaging(inner, mean))]).Averaging(mean),
        ChainLayer { Layers: [.., Layer last] } chain => WithLast(chain, Averaging(last, mean)),
        _ => network,
    };

    private static ChainLayer WithLast(ChainLayer chain, Layer last) =>
        chain.With(chain.Layers.SetItem(chain.Layers.Length - 1, last));
}
