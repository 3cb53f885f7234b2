using System.Numerics;
using System.Runtime.CompilerServices;
using Microsoft.ML;

namespace MLFlux.Columns;

/// <summary>A column of numbers, each piece in the smallest type that keeps all of them: most whole numbers take a byte or two.</summary>
internal sealed class KeptNumbers<T>(DataViewRow row, DataViewSchema.Column column) : KeptValues<T>(row, column)
    where T : struct, INumberBase<T>
{
    private protected override ValueChunk<T> Store(ReadOnlySpan<T> values) =>
        Narrow<sbyte>(values) ?? Narrow<short>(values) ?? Narrow<float>(values) ?? Narrow<int>(values) ?? base.Store(values);

    private static ValueChunk<T>? Narrow<TNarrow>(ReadOnlySpan<T> values)
        where TNarrow : struct, INumberBase<TNarrow>, IMinMaxValue<TNarrow> =>
        Unsafe.SizeOf<TNarrow>() < Unsafe.SizeOf<T>() ? NarrowChunk<T, TNarrow>.Of(values) : null;
}
