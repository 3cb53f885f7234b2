namespace MLFlux.Estimators;

/// <summary>The scores of one head among those of all.</summary>
/// <param name="scores">The scores of all heads.</param>
/// <param name="head">Where the head's lie.</param>
internal sealed class HeadScores(IRowScores scores, ModelHead head) : IRowScores
{
    public ReadOnlySpan<float> Current => scores.Current.Slice(head.Start, head.Width);
}
