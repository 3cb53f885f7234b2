using System.Numerics;
using System.Runtime.CompilerServices;

namespace MLFlux.Columns;

/// <summary>Numbers in a smaller type that keeps each of them; of whole numbers its least stands for a missing one.</summary>
internal sealed class NarrowChunk<T, TNarrow> : ValueChunk<T>
    where T : struct, INumberBase<T>
    where TNarrow : struct, INumberBase<TNarrow>, IMinMaxValue<TNarrow>
{
    private static readonly T s_missing = T.CreateSaturating(double.NaN);

    private readonly TNarrow[] _values;

    private NarrowChunk(TNarrow[] values) => _values = values;

    public override long Bytes => (long)_values.Length * Unsafe.SizeOf<TNarrow>();

    public override T this[int index] => _values[index] is var value && value == TNarrow.MinValue ? s_missing : T.CreateTruncating(value);

    /// <summary>The numbers, or null if the smaller type does not keep one of them.</summary>
    public static NarrowChunk<T, TNarrow>? Of(ReadOnlySpan<T> numbers)
    {
        foreach (T number in numbers)
        {
            if (!Keeps(number))
                return null;
        }

        var values = new TNarrow[numbers.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = T.IsNaN(numbers[i]) ? TNarrow.MinValue : TNarrow.CreateTruncating(numbers[i]);
        return new NarrowChunk<T, TNarrow>(values);
    }

    private static bool Keeps(T number)
    {
        if (T.IsNaN(number))
            return true;
        TNarrow narrow = TNarrow.CreateSaturating(number);
        return narrow != TNarrow.MinValue && T.CreateSaturating(narrow) == number && !(T.IsZero(number) && T.IsNegative(number));
    }
}
