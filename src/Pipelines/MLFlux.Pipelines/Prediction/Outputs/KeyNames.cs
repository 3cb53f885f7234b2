using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Prediction;

/// <summary>What the keys of a column stand for.</summary>
internal static class KeyNames
{
    /// <summary>
    /// A function from a column's key to the value that it stands for, or to its number, from 1, where it stands for nothing;
    /// null for the key of what is missing.
    /// </summary>
    public static Delegate Of(DataViewSchema.Column column, KeyDataViewType key)
    {
        object?[]? values = AnnotationValues.OfKeys(column);
        if (key.RawType == typeof(uint))
            return (Func<uint, object?>)(number => At(values, number));
        if (key.RawType == typeof(byte))
            return (Func<byte, object?>)(number => At(values, number));
        if (key.RawType == typeof(ushort))
            return (Func<ushort, object?>)(number => At(values, number));
        return (Func<ulong, object?>)(number => At(values, number));
    }

    private static object? At(object?[]? values, ulong number)
    {
        if (number == 0)
            return null;
        return values is null ? number : number <= (ulong)values.Length ? values[number - 1] : null;
    }
}
