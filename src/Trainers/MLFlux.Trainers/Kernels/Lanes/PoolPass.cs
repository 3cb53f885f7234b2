using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>A pool of blocks of rows side by side: the windows over each channel, one after another.</summary>
internal abstract class PoolPass(LaneFrame frame, PoolAxis rows, PoolAxis columns) : LanePass
{
    public sealed override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        for (int channel = 0; channel < frame.Input.Channels; channel++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                for (int column = 0; column < columns.Count; column++)
                    Pool(ref x.First, Of(channel, row, column, frame.Input), ref At(y, frame.Output.Place(channel, row, column)));
            }
        }
    }

    public sealed override void Backward(
        int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is null)
            return;
        LanePlanes gradient = frame.InputGradient!;
        inputGradients.Span.Clear(); // Windows may overlap, or leave inputs out.
        for (int channel = 0; channel < frame.Input.Channels; channel++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                for (int column = 0; column < columns.Count; column++)
                {
                    PoolBack(
                        ref x.First, Of(channel, row, column, frame.Input), ref At(y, frame.Output.Place(channel, row, column)),
                        ref At(outputGradients, frame.OutputGradient.Place(channel, row, column)),
                        ref inputGradients.First, Of(channel, row, column, gradient));
                }
            }
        }
    }

    /// <summary>The pool of a window.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="window">Where those of the window are.</param>
    /// <param name="y">Takes the output.</param>
    private protected abstract void Pool(ref float x, PoolWindow window, ref float y);

    /// <summary>The gradients of a window's inputs, added to those of other windows.</summary>
    /// <param name="x">The inputs.</param>
    /// <param name="window">Where those of the window are.</param>
    /// <param name="y">The output.</param>
    /// <param name="outputGradient">Its gradient.</param>
    /// <param name="inputGradients">The gradients of the inputs.</param>
    /// <param name="gradientWindow">Where those of the window are.</param>
    private protected abstract void PoolBack(
        ref float x, PoolWindow window, ref float y, ref float outputGradient, ref float inputGradients, PoolWindow gradientWindow);

    private PoolWindow Of(int channel, int row, int column, LanePlanes planes)
    {
        (int top, int bottom) = rows[row];
        (int left, int right) = columns[column];
        return new PoolWindow(planes.Place(channel, top, left), bottom - top, right - left, planes.LineStride);
    }

    private static ref float At(LaneMemory memory, int place) => ref Unsafe.Add(ref memory.First, place);
}
