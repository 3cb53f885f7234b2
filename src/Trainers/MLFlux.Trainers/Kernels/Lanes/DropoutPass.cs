using System.Runtime.InteropServices;
using MLFlux.Construction;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>Dropout of blocks of rows side by side, with the random numbers of the network's module, and the gradients of x.</summary>
internal sealed class DropoutPass : LanePass
{
    private readonly LaneFrame _frame;
    private readonly DropoutModule _module;
    private readonly LanePlanes _planes;
    private readonly LaneMemory[] _scales;
    private readonly Tensor _ofRows;

    public DropoutPass(DropoutStep step, LaneFrame frame, BatchMemory memory)
    {
        (_frame, _planes) = (frame, frame.Output with { Border = default });
        _module = memory.Find<DropoutModule>(step.Site.Path);
        int lanes = frame.Output.Lanes;
        _scales = LaneChain.Allocate(Enumerable.Repeat(_planes, (memory.Capacity + lanes - 1) / lanes));
        _ofRows = empty(memory.Capacity, step.Width).DetachFromDisposeScope();
    }

    public override void Begin(int rows)
    {
        using Tensor scales = _ofRows.narrow(0, 0, rows);
        _module.Draw(scales);
        ReadOnlySpan<float> all = MemoryMarshal.Cast<byte, float>(scales.bytes);
        for (int block = 0, first = 0; first < rows; block++, first += _planes.Lanes)
        {
            LaneRows.Load(
                all[(first * _planes.Values)..], Math.Min(_planes.Lanes, rows - first), _scales[block].Span, _planes);
        }
    }

    public override void Forward(int block, LaneMemory x, LaneMemory y) =>
        Multiply(block, x.Span, _frame.Input, y.Span, _frame.Output);

    public override void Backward(int block, LaneMemory x, LaneMemory y, LaneMemory outputGradients, LaneMemory? inputGradients)
    {
        if (inputGradients is not null)
            Multiply(block, outputGradients.Span, _frame.OutputGradient, inputGradients.Span, _frame.InputGradient!);
    }

    public override void Dispose()
    {
        _ofRows.Dispose();
        base.Dispose();
    }

    private void Multiply(int block, ReadOnlySpan<float> source, LanePlanes from, Span<float> target, LanePlanes to)
    {
        (int parts, _) = from.Parts(to);
        for (int part = 0; part < parts; part++)
        {
            TensorPrimitives.Multiply(
                from.Part(source, part, parts), _planes.Part(_scales[block].Span, part, parts), to.Part(target, part, parts));
        }
    }
}
