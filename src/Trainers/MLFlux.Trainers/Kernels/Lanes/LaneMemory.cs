using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLFlux.Kernels;

/// <summary>Floats that begin, zeros at first, where a cache line does: no vector lies across two.</summary>
internal sealed class LaneMemory
{
    private const int Line = 64 / sizeof(float);

    private readonly float[] _values;
    private readonly int _start;
    private readonly int _length;

    /// <param name="length">How many floats there are.</param>
    public LaneMemory(int length)
    {
        _length = length;
        _values = GC.AllocateArray<float>(length + Line - 1, pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0) / sizeof(float);
        _start = (int)((Line - (address % Line)) % Line);
    }

    public Span<float> Span => _values.AsSpan(_start, _length);

    /// <summary>The first of them.</summary>
    public ref float First => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_values), _start);
}
