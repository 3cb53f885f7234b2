using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Kernels;

/// <summary>
/// The vectors of the levels of a share of a batch, and the gradients of the tables and of x. Of all slots only those that are on are
/// touched, where libtorch's graph copies and multiplies thousands of zeros.
/// </summary>
internal sealed class EntityEmbeddingBatchStep : BatchStep
{
    private readonly EntityEmbeddingStep _step;
    private readonly WeightParts _parts;
    private readonly (Tensor Weight, Tensor Gradient)[] _tables;

    public EntityEmbeddingBatchStep(EntityEmbeddingStep step, BatchMemory memory)
        : base(step.Width, memory.Capacity)
    {
        _step = step;
        _parts = new WeightParts(step.Site, memory);
        _tables = [.. step.Columns.Select((column, i) => _parts.Take(column.Levels + 1, step.Widths[i]))];
    }

    public override bool Learns => _parts.Learn;

    public override Tensor Forward(Tensor x)
    {
        Tensor y = Outputs((int)x.size(0));
        ReadOnlySpan<float> from = Floats(x);
        Span<float> to = Floats(y);
        int inputs = _step.Site.Input.Size, outputs = _step.Output.Size, rows = from.Length / inputs, at = _step.Others.Length;
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < _step.Others.Length; i++)
                to[(row * outputs) + i] = from[(row * inputs) + _step.Others[i]];
        }

        for (int column = 0; column < _tables.Length; column++)
        {
            ReadOnlySpan<float> table = Floats(_tables[column].Weight);
            int width = _step.Widths[column];
            for (int row = 0; row < rows; row++)
                EntityEmbeddingRowStep.Write(Slots(from, row, column), table, to.Slice((row * outputs) + at, width));
            at += width;
        }

        return y;
    }

    public override void Backward(Tensor x, Tensor? inputGradients)
    {
        _parts.Clear(all: true);
        ReadOnlySpan<float> from = Floats(x), gradients = Floats(Gradients((int)x.size(0)));
        Span<float> toInput = inputGradients is null ? [] : Floats(inputGradients);
        int inputs = _step.Site.Input.Size, outputs = _step.Output.Size, rows = from.Length / inputs, at = _step.Others.Length;
        for (int row = 0; row < rows && !toInput.IsEmpty; row++)
        {
            for (int i = 0; i < _step.Others.Length; i++)
                toInput[(row * inputs) + _step.Others[i]] = gradients[(row * outputs) + i];
        }

        for (int column = 0; column < _tables.Length; column++)
        {
            ReadOnlySpan<float> table = Floats(_tables[column].Weight);
            Span<float> ofTable = Floats(_tables[column].Gradient);
            int width = _step.Widths[column];
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<float> gradient = gradients.Slice((row * outputs) + at, width), slots = Slots(from, row, column);
                int slot = Nonzeros.Next(slots, 0);
                if (slot < 0)
                    TensorPrimitives.Add(ofTable[..width], gradient, ofTable[..width]);
                for (; slot >= 0; slot = Nonzeros.Next(slots, slot + 1))
                {
                    Span<float> ofLevel = ofTable.Slice((slot + 1) * width, width);
                    TensorPrimitives.MultiplyAdd(gradient, slots[slot], ofLevel, ofLevel);
                }

                int first = (row * inputs) + _step.Columns[column].Start;
                for (int level = 0; level < slots.Length && !toInput.IsEmpty; level++)
                    toInput[first + level] = TensorPrimitives.Dot(table.Slice((level + 1) * width, width), gradient);
            }

            at += width;
        }

        _parts.Clear(all: false);
    }

    public override void ClearWeightGradients() => _parts.Clear(all: true);

    public override void Dispose()
    {
        _parts.Dispose();
        base.Dispose();
    }

    private ReadOnlySpan<float> Slots(ReadOnlySpan<float> x, int row, int column)
    {
        (int start, int levels) = _step.Columns[column];
        return x.Slice((row * _step.Site.Input.Size) + start, levels);
    }
}
