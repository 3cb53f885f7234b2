namespace MLFlux.Construction;

/// <summary>Several classes: an output for each.</summary>
internal sealed class MulticlassHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.Softmax;

    public override MemberMean Mean => MemberMean.Probabilities;

    public override bool HasTemperature => true;

    public override bool HasClassIndexes => true;

    public override Layer WithoutFunction(Layer network) => NetworkHead.WithoutSoftmax(network);

    public override bool IsPartOfOutput(Layer network) => NetworkHead.EndsInSoftmax(network);

    public override string? Fault(int width, int? classes) =>
        width < 2 ? $"a network for several classes has at least 2 outputs, got {width}"
        : classes is not null && classes != width ? $"it has {width} outputs, but {classes} classes"
        : null;
}
