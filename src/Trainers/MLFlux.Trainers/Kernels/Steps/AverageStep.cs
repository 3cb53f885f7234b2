using MLFlux.Construction;

namespace MLFlux.Kernels;

/// <summary>
/// The mean of what several networks give for a row, one after another. In scoring alone: training gives each a loss of its own.
/// </summary>
/// <param name="site">Where the networks stand.</param>
/// <param name="count">How many there are.</param>
/// <param name="mean">What the mean is taken of.</param>
/// <param name="output">The shape of what one of them gives.</param>
internal sealed class AverageStep(StepSite site, int count, MemberMean mean, Shape output) : KernelStep(site, output)
{
    public override long Cost => (long)count * Output.Size;

    public override double RowCost => 1;

    public override RowStep ForRows(Func<string, ReadOnlyMemory<float>> weights) => new AverageRowStep(count, Output.Size, mean);
}
