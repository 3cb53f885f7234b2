using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLFlux.Sequences;

/// <summary>Reads rows in any order into series in the order of time.</summary>
internal static class SeriesReader
{
    /// <param name="data">The rows.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="options">What stands for a missing value.</param>
    /// <param name="checkAlive">Throws where the work is to end.</param>
    /// <returns>The series, in the order in which they first come.</returns>
    /// <exception cref="InvalidDataException">A row has no time, or the time of another row of its series.</exception>
    public static IReadOnlyList<TimeSeries> Read(
        IDataView data, WindowColumns columns, SequenceWindowOptions options, Action checkAlive)
    {
        var places = new Dictionary<object, int>();
        var found = new List<Rows>();
        using DataViewRowCursor cursor = data.GetRowCursor(columns.All);
        Func<long?> time = TimeAxis.Reader(cursor, columns.Time);
        Func<object>? key = columns.Series is { } series ? KeyReader(cursor, series) : null;
        ValueGetter<float>[] values = [.. columns.Values.Select(cursor.GetGetter<float>)];
        for (long row = 1; cursor.MoveNext(); row++)
        {
            if (row % 1024 == 0)
                checkAlive();
            object name = key?.Invoke() ?? "";
            if (!places.TryGetValue(name, out int place))
            {
                places.Add(name, place = found.Count);
                found.Add(new Rows(name));
            }

            found[place].Times.Add(time() ?? throw new InvalidDataException(
                $"Column '{columns.Time.Name}' has no time in row {row:N0}; without one the row has no place in its series. Leave the row "
                + "out."));
            found[place].Numbers.Add(row);
            foreach (ValueGetter<float> read in values)
            {
                float value = 0;
                read(ref value);
                found[place].Values.Add(value == options.MissingValue || !float.IsFinite(value) ? float.NaN : value);
            }
        }

        return [.. found.Select(rows => Sort(rows, columns))];
    }

    private static TimeSeries Sort(Rows rows, WindowColumns columns)
    {
        int width = columns.Values.Count;
        int[] order = [.. Enumerable.Range(0, rows.Times.Count).OrderBy(row => rows.Times[row])];
        string name = columns.Series is { } column ? NameOf(rows.Key, column) : "";
        for (int i = 1; i < order.Length; i++)
        {
            if (rows.Times[order[i]] != rows.Times[order[i - 1]])
                continue;
            throw new InvalidDataException(
                $"{(name.Length > 0 ? $"Series '{name}' has" : "The series has")} the time "
                + $"{TimeAxis.Text(rows.Times[order[i]])} twice in column '{columns.Time.Name}', in rows "
                + $"{rows.Numbers[order[i - 1]]:N0} and {rows.Numbers[order[i]]:N0}. Leave one out or, where they are of two series, name "
                + $"the column that tells them apart in {nameof(SequenceWindowOptions.SeriesColumnName)}.");
        }

        var values = new float[order.Length * width];
        for (int i = 0; i < order.Length; i++)
            rows.Values.CopyTo(order[i] * width, values, i * width, width);
        return new TimeSeries(name, rows.Key, [.. order.Select(row => rows.Times[row])], values);
    }

    /// <summary>Reads the series of a row: a text or a key.</summary>
    public static Func<object> KeyReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is KeyDataViewType)
        {
            ValueGetter<uint> get = row.GetGetter<uint>(column);
            uint key = 0;
            return () =>
            {
                get(ref key);
                return key;
            };
        }

        ValueGetter<ReadOnlyMemory<char>> getText = row.GetGetter<ReadOnlyMemory<char>>(column);
        ReadOnlyMemory<char> text = default;
        return () =>
        {
            getText(ref text);
            return text.ToString();
        };
    }

    private static string NameOf(object key, DataViewSchema.Column column)
    {
        if (key is not uint place)
            return (string)key;
        if (place == 0)
            return "(missing)";
        if (column.Annotations.Schema.GetColumnOrNull(AnnotationUtils.Kinds.KeyValues)?.Type
            is not VectorDataViewType { ItemType: TextDataViewType })
        {
            return $"{place}";
        }

        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetKeyValues(ref names);
        return names.GetItemOrDefault((int)place - 1).ToString();
    }

    private sealed record Rows(object Key)
    {
        public List<long> Times { get; } = [];

        public List<long> Numbers { get; } = [];

        public List<float> Values { get; } = [];
    }
}
