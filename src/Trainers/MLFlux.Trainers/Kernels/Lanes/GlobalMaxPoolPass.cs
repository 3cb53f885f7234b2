using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// The largest values of whole channels, for blocks of rows side by side. Several equal ones share the gradient, as libtorch has it.
/// </summary>
internal sealed class GlobalMaxPoolPass<TVector, TLanes>(LaneFrame frame, PoolAxis rows, PoolAxis columns)
    : MaxPoolPass<TVector, TLanes>(frame, rows, columns)
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void PoolBack(
        ref float x, PoolWindow window, ref float y, ref float outputGradient, ref float inputGradients, PoolWindow gradientWindow)
    {
        TVector most = TLanes.Load(ref y, 0), one = TLanes.Broadcast(1), count = default;
        for (int i = 0; i < window.Lines * window.Columns; i++)
            count = TLanes.Add(count, TLanes.And(TLanes.Equal(TLanes.Load(ref x, Place(window, i)), most), one));

        TVector gradient = TLanes.Divide(TLanes.Load(ref outputGradient, 0), TLanes.Max(count, one));
        for (int i = 0; i < window.Lines * window.Columns; i++)
        {
            TVector own = TLanes.And(TLanes.Equal(TLanes.Load(ref x, Place(window, i)), most), gradient);
            TLanes.Store(own, ref inputGradients, Place(gradientWindow, i));
        }
    }

    private static nuint Place(PoolWindow window, int i) =>
        (nuint)(window.First + (i / window.Columns * window.LineStride) + (i % window.Columns * TLanes.Count));
}
