using System.Runtime.InteropServices;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace MLFlux.Rows;

/// <summary>One class of several for each row, by its index from 0.</summary>
internal sealed class ClassTargets(int classes) : TargetStore
{
    private readonly List<int> _classes = [];

    public override int Count => _classes.Count;

    public override int Width => 1;

    public override bool HasGroups => true;

    public override long Bytes => sizeof(int) * (long)_classes.Capacity;

    public void Add(int index) => _classes.Add(index);

    public override byte[] ToBytes() => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_classes)).ToArray();

    public override void Add(ReadOnlySpan<byte> bytes) => _classes.AddRange(MemoryMarshal.Cast<byte, int>(bytes));

    public override void Clear() => _classes.Clear();

    public override Tensor CreateBatch(int rows) => NewBatch([rows], ScalarType.Int64);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<long> indices = MemoryMarshal.Cast<byte, long>(destination);
        ReadOnlySpan<int> all = CollectionsMarshal.AsSpan(_classes);
        for (int i = 0; i < rows.Length; i++)
            indices[i] = all[rows[i]];
    }

    public override void GatherNumbers(ReadOnlySpan<int> rows, Span<float> destination)
    {
        for (int i = 0; i < rows.Length; i++)
            destination[i] = _classes[rows[i]];
    }

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows)
    {
        int correct = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (TensorPrimitives.IndexOfMax(outputs.Slice(i * classes, classes)) == _classes[rows[i]])
                correct++;
        }

        return correct;
    }

    public override int Group(int row) => _classes[row];
}
