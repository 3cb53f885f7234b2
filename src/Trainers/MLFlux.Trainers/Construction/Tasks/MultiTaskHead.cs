namespace MLFlux.Construction;

/// <summary>Several labels, each with a head of its own, to which the final functions belong.</summary>
internal sealed class MultiTaskHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.None;

    public override MemberMean Mean => MemberMean.Values;

    public override bool HasTargetScale => true;

    public override bool CanBeOneOfSeveral => false;

    public override bool HasHeads => true;

    public override Layer WithoutFunction(Layer network) => NetworkTail.With(network, outputs => outputs.With(
        [.. outputs.Layers.Zip(outputs.Tasks, (layer, task) => OutputHead.Of(layer, task).Body)]));

    public override bool IsPartOfOutput(Layer network) => false;

    public override string? Fault(int width, int? classes) => classes is null ? null : "classes belong to one of several heads";
}
