using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Labels;
using MLFlux.Rows;

namespace MLFlux.Splitting;

/// <summary>
/// Reads what a split goes by: the number of rows, the rows of each value of a column, the rows in the order of a column.
/// </summary>
internal static class SplitColumns
{
    private static readonly Type[] s_times =
    [
        typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(float), typeof(double), typeof(byte), typeof(sbyte),
        typeof(short),
        typeof(ushort), typeof(int), typeof(uint), typeof(long), typeof(ulong),
    ];

    /// <summary>Which rows a split keeps together.</summary>
    /// <exception cref="ArgumentException">A column that is to be compared is missing.</exception>
    public static EqualRows Equal(IDataView data, Split split, CancellationToken cancellation)
    {
        DataViewSchema.Column[] columns = split.ComparedColumns is not { } names
            ? [.. data.Schema.Where(column => !column.IsHidden)]
            : [.. names.Concat(split.Column is string by ? [by] : []).Distinct().Select(name => Find(data.Schema, name))];
        bool canCompare = columns.Length > 0 && Array.TrueForAll(columns, column => ColumnHasher.CanCompare(column.Type));
        return split.KeepsDuplicatesTogether && canCompare
            ? EqualRows.Of(Hashes(data, columns, cancellation))
            : EqualRows.Apart(CountRows(data));
    }

    public static int CountRows(IDataView data)
    {
        if (data.GetRowCount() is long known)
            return checked((int)known);

        using DataViewRowCursor cursor = data.GetRowCursor([]);
        int rows = 0;
        while (cursor.MoveNext())
            rows++;
        return rows;
    }

    /// <summary>The places of the rows of each value of a column, in the order in which the values first come.</summary>
    /// <exception cref="ArgumentException">The column is missing, or a vector.</exception>
    public static int[][] Groups(IDataView data, string columnName)
    {
        DataViewSchema.Column column = Find(data.Schema, columnName);
        if (!IsScalar(column))
            throw new ArgumentException(
                $"Column '{columnName}' is {column.Type}; a split goes by one value a row: text, a key, a bool, a number or a date.");
        return Call<int[][]>(nameof(GroupsOf), column.Type.RawType, data, column);
    }

    /// <summary>Whether rows can be told apart by the values of a column.</summary>
    public static bool IsScalar(DataViewSchema.Column column) => column.Type is PrimitiveDataViewType;

    /// <summary>The places of the rows, the oldest first; rows of the same time in their order.</summary>
    /// <exception cref="ArgumentException">The column is missing, or of another type.</exception>
    /// <exception cref="InvalidDataException">A row has no time.</exception>
    public static int[] TimeOrder(IDataView data, string columnName)
    {
        DataViewSchema.Column column = Find(data.Schema, columnName);
        if (column.Type is not PrimitiveDataViewType or KeyDataViewType || !s_times.Contains(column.Type.RawType))
        {
            throw new ArgumentException(
                $"Column '{columnName}' is {column.Type}; time order goes by a date, a time span or a number. Load it as one (a text "
                + $"loader reads dates as {nameof(DataKind)}.{nameof(DataKind.DateTime)}).");
        }

        return Call<int[]>(nameof(OrderOf), column.Type.RawType, data, column);
    }

    /// <summary>A mark for each of so many rows: whether it is one of those given.</summary>
    public static bool[] Mark(int rows, IEnumerable<int> marked)
    {
        bool[] marks = new bool[rows];
        foreach (int row in marked)
            marks[row] = true;
        return marks;
    }

    /// <summary>Reads the rows once, in columns of types that can be compared.</summary>
    private static List<RowHash> Hashes(IDataView data, DataViewSchema.Column[] columns, CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = data.GetRowCursor(columns);
        ColumnHasher[] hashers = [.. columns.Select(column => ColumnHasher.Of(cursor, column))];
        List<RowHash> hashes = [];
        while (cursor.MoveNext())
        {
            if (hashes.Count % 1024 == 0)
                cancellation.ThrowIfCancellationRequested();
            RowHash hash = default;
            foreach (ColumnHasher hasher in hashers)
                hasher.Add(ref hash);
            hashes.Add(hash);
        }

        return hashes;
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string columnName) =>
        schema.GetColumnOrNull(columnName) ?? throw new ArgumentException(
            $"There is no column '{columnName}' in the data to split by; it has "
            + $"{string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"'{c.Name}'"))}.");

    private static TResult Call<TResult>(string method, Type type, params object[] arguments) =>
        (TResult)typeof(SplitColumns).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null)!;

    private static int[][] GroupsOf<T>(IDataView data, DataViewSchema.Column column)
        where T : notnull
    {
        var groups = new Dictionary<T, List<int>>(
            (IEqualityComparer<T>?)(object?)(typeof(T) == typeof(ReadOnlyMemory<char>) ? new TextComparer() : null));
        var order = new List<List<int>>();
        int row = 0;
        foreach (T value in Values<T>(data, column))
        {
            if (!groups.TryGetValue(value, out List<int>? members))
            {
                groups.Add(Keep(value), members = []);
                order.Add(members);
            }

            members.Add(row++);
        }

        return [.. order.Select(members => members.ToArray())];
    }

    private static int[] OrderOf<T>(IDataView data, DataViewSchema.Column column)
    {
        T[] times = [.. Values<T>(data, column)];
        int missing = Array.FindIndex(times, time => time is float.NaN or double.NaN);
        return missing < 0
            ? [.. Enumerable.Range(0, times.Length).OrderBy(row => times[row])]
            : throw new InvalidDataException(
                $"Column '{column.Name}' has no value in row {missing + 1}; without a time a row has no place in the order.");
    }

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> read = cursor.GetGetter<T>(column);
        T value = default!;
        while (cursor.MoveNext())
        {
            read(ref value);
            yield return value;
        }
    }

    /// <summary>The value in memory of its own: a cursor may use that of a text again.</summary>
    private static T Keep<T>(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;
}
