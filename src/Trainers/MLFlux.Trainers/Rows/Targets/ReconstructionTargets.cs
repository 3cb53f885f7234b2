using static TorchSharp.torch;

namespace MLFlux.Rows;

/// <summary>What a reconstruction should differ by from the features of each row: nothing. Takes no memory.</summary>
internal sealed class ReconstructionTargets(int width) : TargetStore
{
    private int _count;

    public override int Count => _count;

    public override int Width => width;

    public override long Bytes => 0;

    public void Add() => _count++;

    public override byte[] ToBytes() => BitConverter.GetBytes(_count);

    public override void Add(ReadOnlySpan<byte> bytes) => _count += BitConverter.ToInt32(bytes);

    public override void Clear() => _count = 0;

    public override Tensor CreateBatch(int rows) => NewBatch([rows, width], ScalarType.Float32);

    public override void Gather(ReadOnlySpan<int> rows, Span<byte> destination) => destination.Clear();

    public override int? CountCorrect(ReadOnlySpan<float> outputs, ReadOnlySpan<int> rows) => null;
}
