namespace MLFlux.Construction;

/// <summary>An order of rows: the output is the score that they are ordered by.</summary>
internal sealed class RankingHead : TaskHead
{
    public override HeadFunction Function => HeadFunction.None;

    public override MemberMean Mean => MemberMean.Values;

    public override bool CanBeOneOfSeveral => false;

    public override Layer WithoutFunction(Layer network) => network;

    public override bool IsPartOfOutput(Layer network) => false;

    public override string? Fault(int width, int? classes) => width != 1 ? $"a network for a ranking has one output, got {width}"
        : classes is not null ? "a ranking has no classes" : null;
}
