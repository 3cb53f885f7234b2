using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>The means under a window, for blocks of rows side by side; zeros of the padding count.</summary>
/// <param name="frame">How values and gradients lie.</param>
/// <param name="rows">The windows from line to line.</param>
/// <param name="columns">The windows within a line.</param>
/// <param name="values">How many values a window has, with the padding.</param>
internal sealed class MeanPoolPass<TVector, TLanes>(LaneFrame frame, PoolAxis rows, PoolAxis columns, int values)
    : PoolPass(frame, rows, columns)
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    private readonly float _share = 1f / values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Pool(ref float x, PoolWindow window, ref float y)
    {
        TVector sum = default;
        for (int line = 0; line < window.Lines; line++)
        {
            nuint place = (nuint)(window.First + (line * window.LineStride));
            for (int column = 0; column < window.Columns; column++, place += (nuint)TLanes.Count)
                sum = TLanes.Add(sum, TLanes.Load(ref x, place));
        }

        TLanes.Store(TLanes.Multiply(sum, TLanes.Broadcast(_share)), ref y, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void PoolBack(
        ref float x, PoolWindow window, ref float y, ref float outputGradient, ref float inputGradients, PoolWindow gradientWindow)
    {
        TVector gradient = TLanes.Multiply(TLanes.Load(ref outputGradient, 0), TLanes.Broadcast(_share));
        for (int line = 0; line < gradientWindow.Lines; line++)
        {
            nuint own = (nuint)(gradientWindow.First + (line * gradientWindow.LineStride));
            for (int column = 0; column < gradientWindow.Columns; column++, own += (nuint)TLanes.Count)
                TLanes.Store(TLanes.Add(TLanes.Load(ref inputGradients, own), gradient), ref inputGradients, own);
        }
    }
}
