using Microsoft.ML.Data;

namespace MLFlux.Prediction;

/// <summary>The types of values that a row may have.</summary>
internal static class ItemKinds
{
    private static readonly Dictionary<DataViewType, object> s_kinds = new()
    {
        [NumberDataViewType.Single] = new ItemKind<float>("a number", Numbers.TryFloat, HasMissing: true, float.NaN),
        [NumberDataViewType.Double] = new ItemKind<double>("a number", Numbers.TryFloat, HasMissing: true, double.NaN),
        [NumberDataViewType.SByte] = Whole<sbyte>(),
        [NumberDataViewType.Byte] = Whole<byte>(),
        [NumberDataViewType.Int16] = Whole<short>(),
        [NumberDataViewType.UInt16] = Whole<ushort>(),
        [NumberDataViewType.Int32] = Whole<int>(),
        [NumberDataViewType.UInt32] = Whole<uint>(),
        [NumberDataViewType.Int64] = Whole<long>(),
        [NumberDataViewType.UInt64] = Whole<ulong>(),
        [BooleanDataViewType.Instance] = new ItemKind<bool>("true or false", Words.TryBoolean),
        [TextDataViewType.Instance] = new ItemKind<ReadOnlyMemory<char>>("text", Words.TryText, HasMissing: true),
        [DateTimeDataViewType.Instance] =
            new ItemKind<DateTime>("a date as text, such as \"2026-03-01\" or \"2026-03-01T12:30:00\"", Moments.TryDate),
        [DateTimeOffsetDataViewType.Instance] =
            new ItemKind<DateTimeOffset>("a date with offset as text, such as \"2026-03-01T12:30:00+01:00\"", Moments.TryDateWithOffset),
        [TimeSpanDataViewType.Instance] = new ItemKind<TimeSpan>("a time span as text, such as \"1.02:30:00\"", Moments.TrySpan),
    };

    /// <summary>An <see cref="ItemKind{T}"/> of the type's raw type; null where no value can be given for the type.</summary>
    public static object? Of(DataViewType type) => s_kinds.GetValueOrDefault(type);

    private static ItemKind<T> Whole<T>()
        where T : struct, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T> =>
        new(FormattableString.Invariant($"a whole number from {T.MinValue} to {T.MaxValue}"), Numbers.TryWhole);
}
