using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>Yes or no for each row; the network gives one number, above 0 for yes.</summary>
internal sealed class BinaryTargets : TargetStore
{
    private readonly List<bool> _values = [];

    public override int Count => _values.Count;

    public override int Width => 1;

    public override bool HasGroups => true;

    public override long Bytes => sizeof(bool) * (long)_values.Capacity;

    public void Add(bool value) => _values.Add(value);

    public override byte[] ToBytes() => MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_values)).ToArray();

    public override void Add(ReadOnlySpan<byte> bytes) => _values.AddRange(MemoryMarshal.Cast<byte, bool>(bytes));

    public override void Clear() => _values.Clear();

    public override Tensor CreateBatch(int rows) => NewBatch([rows, 1], ScalarType.Float32);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination)
    {
        Span<float> targets = MemoryMarshal.Cast<byte, float>(destination);
        for (int i = 0; i < rows.Length; i++)
            targets[i] = _values[rows[i]] ? 1 : 0;
    }

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows)
    {
        int correct = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            if (outputs[i] > 0 == _values[rows[i]])
                correct++;
        }

        return correct;
    }

    public override int Group(int row) => _values[row] ? 1 : 0;
}
