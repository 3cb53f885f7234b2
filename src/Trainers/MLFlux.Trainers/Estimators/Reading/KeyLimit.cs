using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Estimators;

/// <summary>How many keys a network can tell apart: it takes them as 32-bit numbers, which hold whole ones up to 2²⁴.</summary>
internal static class KeyLimit
{
    private const ulong Most = 1 << 24;

    /// <exception cref="ArgumentOutOfRangeException">The column has more keys.</exception>
    public static void Check(DataViewSchema.Column column)
    {
        if (column.Type.GetItemType() is KeyDataViewType { Count: > Most } key)
        {
            throw SchemaErrors.WrongType(
                column.Name,
                "at most 16,777,216 keys, which 32-bit numbers tell apart; hash the values into fewer: "
                + "ml.Transforms.Conversion.Hash with a numberOfBits of at most 24",
                string.Create(CultureInfo.InvariantCulture, $"a key of {key.Count:N0} values"));
        }
    }
}
