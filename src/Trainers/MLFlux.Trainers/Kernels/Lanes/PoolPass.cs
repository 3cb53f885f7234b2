using System.Runtime.CompilerServices;

namespace MLFlux.Kernels;

/// <summary>A pool of blocks of rows side by side: the windows over each channel, one after another.</summary>
internal abstract class PoolPass(LaneFrame frame, PoolAxis rows, PoolAxis columns) : LanePass
{
    public sealed override void Forward(int block, LaneMemory x, LaneMemory y)
    {
        int stride = frame.Input.LineStride, lanes = frame.Input.Lanes;
        for (int channel = 0; channel < frame.Input.Channels; channel++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                (int top, int bottom) = rows[row];
                int input = frame.Input.Place(channel, top, 0), output = frame.Output.Place(channel, row, 0);
                for (int column = 0; column < columns.Count; column++, output += lanes)
                {
                    (int left, int right) = columns[column];
                    Pool(ref x.First, new PoolWindow(input + (left * lanes), bottom - top, right - left, stride), ref At(y, output));
                }
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
        int stride = frame.Input.LineStride, gradientStride = gradient.LineStride, lanes = gradient.Lanes;
        for (int channel = 0; channel < gradient.Channels; channel++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                (int top, int bottom) = rows[row];
                int input = frame.Input.Place(channel, top, 0), output = frame.Output.Place(channel, row, 0);
                int inputGradient = gradient.Place(channel, top, 0), outputGradient = frame.OutputGradient.Place(channel, row, 0);
                for (int column = 0; column < columns.Count; column++, output += lanes, outputGradient += lanes)
                {
                    (int left, int right) = columns[column];
                    PoolBack(
                        ref x.First, new PoolWindow(input + (left * lanes), bottom - top, right - left, stride), ref At(y, output),
                        ref At(outputGradients, outputGradient), ref inputGradients.First,
                        new PoolWindow(inputGradient + (left * lanes), bottom - top, right - left, gradientStride));
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

    private static ref float At(LaneMemory memory, int place) => ref Unsafe.Add(ref memory.First, place);
}
