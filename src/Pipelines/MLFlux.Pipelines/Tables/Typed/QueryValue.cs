using System.Globalization;
using System.Numerics;

namespace MLFlux.Tables;

/// <summary>Turns what providers of databases have for a value into the types that all of them have.</summary>
internal static class QueryValue
{
    /// <summary>
    /// Whole numbers of 128 bits and more, as sums are in DuckDB, in the smallest type that keeps their digits, or as doubles; bytes that
    /// are read from a stream as no bytes, for bytes stand in no table.
    /// </summary>
    public static object? Of(object value)
    {
        switch (value)
        {
            case DBNull:
                return null;
            case BigInteger whole:
                return Whole(whole);
            case Int128 whole:
                return Whole(whole);
            case UInt128 whole:
                return Whole(whole);
            case Stream bytes:
                bytes.Dispose();
                return Array.Empty<byte>();
            default:
                return value;
        }
    }

    private static IConvertible Whole(BigInteger whole)
    {
        if (whole >= long.MinValue && whole <= long.MaxValue)
            return (long)whole;
        if (whole >= 0 && whole <= ulong.MaxValue)
            return (ulong)whole;

        // The conversion to double cuts digits off; parsing rounds.
        return double.Parse(whole.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }
}
