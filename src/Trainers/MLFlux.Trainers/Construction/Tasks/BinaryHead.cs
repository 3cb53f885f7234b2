namespace MLFlux.Construction;

/// <summary>Yes or no: one logit.</summary>
internal sealed class BinaryHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.Sigmoid;

    public override MemberMean Mean => MemberMean.Logits;

    public override bool HasTemperature => true;

    public override bool HasThreshold => true;

    public override Layer WithoutFunction(Layer network) => NetworkHead.WithoutSigmoid(network);

    /// <summary>Yes or no is a probability, whether the network ends in a sigmoid or not.</summary>
    public override bool IsPartOfOutput(Layer network) => true;

    public override string? Fault(int width, int? classes) =>
        width != 1 ? $"a network for yes or no has one output, got {width}"
        : classes is not (null or 2) ? $"yes and no are 2 classes, got {classes}"
        : null;
}
