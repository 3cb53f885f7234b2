namespace MLFlux.Construction;

/// <summary>Several labels that a row may have at once: a logit for each.</summary>
internal sealed class MultilabelHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.Sigmoid;

    public override MemberMean Mean => MemberMean.Logits;

    public override bool HasTemperature => true;

    public override bool HasThresholds => true;

    public override int TargetWidth(int width, bool areQuantiles) => width;

    public override Layer WithoutFunction(Layer network) => NetworkHead.WithoutSigmoid(network);

    /// <summary>Each label is a probability, whether the network ends in a sigmoid or not.</summary>
    public override bool IsPartOfOutput(Layer network) => true;

    public override string? Fault(int width, int? classes) =>
        classes != width ? $"a network for several labels has a name for each of its {width} outputs, got {classes ?? 0}" : null;
}
