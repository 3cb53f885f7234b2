namespace MLFlux.Construction;

/// <summary>Numbers: the outputs are the predictions.</summary>
internal sealed class RegressionHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.None;

    public override MemberMean Mean => MemberMean.Values;

    public override bool HasTargetScale => true;

    public override int TargetWidth(int width, bool areQuantiles) => areQuantiles ? 1 : width;

    public override Layer WithoutFunction(Layer network) => network;

    public override bool IsPartOfOutput(Layer network) => false;

    public override string? Fault(int width, int? classes) => null;
}
