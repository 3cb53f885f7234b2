using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>Keys: given as what they stand for or, where they stand for nothing, as numbers from 1.</summary>
internal static class KeyKinds
{
    /// <summary>An <see cref="ItemKind{T}"/> of the key's raw type.</summary>
    public static object Of(DataViewSchema.Column column, KeyDataViewType key)
    {
        if (key.RawType == typeof(uint))
            return Of<uint>(column, key);
        if (key.RawType == typeof(byte))
            return Of<byte>(column, key);
        return key.RawType == typeof(ushort) ? Of<ushort>(column, key) : Of<ulong>(column, key);
    }

    private static ItemKind<T> Of<T>(DataViewSchema.Column column, KeyDataViewType key)
        where T : struct, System.Numerics.IBinaryInteger<T>, System.Numerics.IMinMaxValue<T>
    {
        if (AnnotationValues.OfKeys(column) is not { } values)
        {
            return new ItemKind<T>(
                FormattableString.Invariant($"a whole number from 1 to {key.Count}"),
                (object value, out T number) => Numbers.TryWhole(value, out number)
                    && ulong.CreateTruncating(number) is var place && place > 0 && place <= key.Count,
                HasMissing: true);
        }

        Dictionary<string, T> numbers = values.Select((value, index) => (Text: LabelText.Of(value), Number: T.CreateTruncating(index + 1)))
            .DistinctBy(pair => pair.Text).ToDictionary(pair => pair.Text, pair => pair.Number);
        string few = string.Join(", ", numbers.Keys.Take(10).Select(name => $"'{name}'"));
        return new ItemKind<T>(
            $"one of {few}{(numbers.Count > 10 ? ", …" : "")}",
            (object value, out T number) => numbers.TryGetValue(LabelText.Of(value), out number), HasMissing: true);
    }
}
