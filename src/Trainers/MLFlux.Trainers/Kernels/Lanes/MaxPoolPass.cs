using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>
/// The largest values under a window, for blocks of rows side by side. The first of several equal ones gets the gradient, as libtorch
/// has it.
/// </summary>
internal class MaxPoolPass<TVector, TLanes>(LaneFrame frame, PoolAxis rows, PoolAxis columns) : PoolPass(frame, rows, columns)
    where TVector : struct
    where TLanes : ILanes<TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void Pool(ref float x, PoolWindow window, ref float y)
    {
        TVector most = TLanes.Load(ref x, (nuint)window.First);
        for (int line = 0; line < window.Lines; line++)
        {
            nuint place = (nuint)(window.First + (line * window.LineStride));
            for (int column = 0; column < window.Columns; column++, place += (nuint)TLanes.Count)
                most = TLanes.Max(most, TLanes.Load(ref x, place));
        }

        TLanes.Store(most, ref y, 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private protected override void PoolBack(
        ref float x, PoolWindow window, ref float y, ref float outputGradient, ref float inputGradients, PoolWindow gradientWindow)
    {
        TVector most = TLanes.Load(ref y, 0), gradient = TLanes.Load(ref outputGradient, 0), left = TLanes.Equal(most, most);
        for (int line = 0; line < window.Lines; line++)
        {
            nuint place = (nuint)(window.First + (line * window.LineStride));
            nuint own = (nuint)(gradientWindow.First + (line * gradientWindow.LineStride));
            for (int column = 0; column < window.Columns; column++, place += (nuint)TLanes.Count, own += (nuint)TLanes.Count)
            {
                TVector hit = TLanes.And(TLanes.Equal(TLanes.Load(ref x, place), most), left);
                left = TLanes.AndNot(left, hit);
                TLanes.Store(TLanes.Add(TLanes.Load(ref inputGradients, own), TLanes.And(gradient, hit)), ref inputGradients, own);
            }
        }
    }
}
