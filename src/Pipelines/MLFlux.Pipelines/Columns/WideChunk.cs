using System.Runtime.CompilerServices;

namespace MLFlux.Columns;

/// <summary>Values as they are.</summary>
internal sealed class WideChunk<T>(T[] values) : ValueChunk<T>
{
    public override long Bytes => (long)values.Length * Unsafe.SizeOf<T>();

    public override T this[int index] => values[index];
}
