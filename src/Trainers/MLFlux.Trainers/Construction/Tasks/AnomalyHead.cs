namespace MLFlux.Construction;

/// <summary>Anomalies: an output for each feature, the difference of its reconstruction.</summary>
internal sealed class AnomalyHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.None;

    public override bool CanBeOneOfSeveral => false;

    public override MemberMean Mean => MemberMean.Values;

    public override bool GivesDifferences => true;

    public override Layer WithoutFunction(Layer network) => network;

    public override bool IsPartOfOutput(Layer network) => false;

    public override string? Fault(int width, int? classes) => classes is null ? null : $"anomalies have no classes, got {classes}";
}
