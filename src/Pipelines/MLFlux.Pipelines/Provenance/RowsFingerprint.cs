using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Provenance;

/// <summary>Tells whether rows that come from no file are the same as they were.</summary>
internal static class RowsFingerprint
{
    /// <summary>The SHA-256 of the rows as text: a line each, a tab between values, first the names of the columns.</summary>
    public static string Of(IDataView rows, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using DataViewRowCursor cursor = rows.GetRowCursor(rows.Schema.Where(column => !column.IsHidden));
        Func<string>[] values = [.. rows.Schema.Where(cursor.IsColumnActive).Select(column => Reader(cursor, column))];
        Append(rows.Schema.Where(cursor.IsColumnActive).Select(column => column.Name));
        while (cursor.MoveNext())
        {
            cancellation.ThrowIfCancellationRequested();
            Append(values.Select(value => value()));
        }

        return "sha256:" + Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(IEnumerable<string> texts) => hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\t', texts) + "\n"));
    }

    private static Func<string> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        return column.Type switch
        {
            TextDataViewType => Of<ReadOnlyMemory<char>>(),
            BooleanDataViewType => Of<bool>(),
            DateTimeDataViewType => Of<DateTime>(),
            { RawType: var type } when type == typeof(float) => Of<float>(),
            { RawType: var type } when type == typeof(double) => Of<double>(),
            { RawType: var type } when type == typeof(long) => Of<long>(),
            _ => () => $"{column.Type}",
        };

        Func<string> Of<T>()
        {
            ValueGetter<T> read = row.GetGetter<T>(column);
            T value = default!;
            return () =>
            {
                read(ref value);
                return value is DateTime date ? date.ToString("O", CultureInfo.InvariantCulture)
                    : value is ReadOnlyMemory<char> text ? text.ToString() : Convert.ToString(value, CultureInfo.InvariantCulture)!;
            };
        }
    }
}
