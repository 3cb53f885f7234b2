using System.Globalization;
using System.Text;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.Evaluation;
using MLFlux.Files;
using MLFlux.Labels;

namespace MLFlux.Tool.Running;

/// <summary>Writes predictions as CSV: the label's value or labels and, for classes, the probability of each.</summary>
/// <param name="output">What the model predicts.</param>
/// <param name="ofImages">Whether each line begins with the image's path.</param>
/// <param name="ranks">The processes that predict together, of which each has blocks of <see cref="BlockRows"/> rows in turn.</param>
internal sealed class PredictionFile(ModelOutput output, bool ofImages, Ranks ranks)
{
    /// <summary>How many rows in a row one process predicts.</summary>
    public const int BlockRows = 8192;

    /// <summary>Parts the labels of a row that has several.</summary>
    private const char LabelSeparator = ';';

    private static readonly UTF8Encoding s_encoding = new(false);

    /// <summary>Writes the file whole or not at all, and returns the number of rows.</summary>
    public long Write(IDataView scored, string path, CancellationToken cancellation)
    {
        long rows = 0;
        AtomicFile.Write(path, stream => rows = Write(scored, stream, cancellation));
        return rows;
    }

    /// <summary>Writes row after row, and returns their number.</summary>
    public long Write(IDataView scored, Stream stream, CancellationToken cancellation)
    {
        using var writer = new StreamWriter(stream, s_encoding, leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine(string.Join(',', Header(scored.Schema).Select(Field)));
        using DataViewRowCursor cursor = Cursor(scored, out Func<IEnumerable<string>>[] readers);
        if (ranks.Count == 1)
            return Write(cursor, readers, writer, long.MaxValue, cancellation);

        writer.Flush();
        return WriteTogether(cursor, readers, stream, cancellation);
    }

    /// <summary>Predicts this process's rows, which another one writes, and returns the number of all rows.</summary>
    public long WriteAlong(IDataView scored, CancellationToken cancellation)
    {
        using DataViewRowCursor cursor = Cursor(scored, out Func<IEnumerable<string>>[] readers);
        return WriteTogether(cursor, readers, Stream.Null, cancellation);
    }

    private DataViewRowCursor Cursor(IDataView scored, out Func<IEnumerable<string>>[] readers)
    {
        DataViewSchema.Column[] columns = [.. ColumnNames(scored.Schema).Select(name => scored.Schema[name])];
        DataViewRowCursor cursor = scored.GetRowCursor(columns);
        readers = [.. columns.Select(column => Reader(cursor, column))];
        return cursor;
    }

    /// <summary>Block after block of all processes, in the order of the rows, to the first process's stream.</summary>
    private long WriteTogether(
        DataViewRowCursor cursor, Func<IEnumerable<string>>[] readers, Stream stream, CancellationToken cancellation)
    {
        long all = 0;
        var block = new MemoryStream();
        while (true)
        {
            block.SetLength(0);
            using (var writer = new StreamWriter(block, s_encoding, leaveOpen: true) { NewLine = "\n" })
                all += Write(cursor, readers, writer, BlockRows, cancellation);
            byte[][] blocks = ranks.Gather(block.GetBuffer().AsSpan(0, (int)block.Length), toAll: false);
            foreach (byte[] one in blocks)
                stream.Write(one);
            Span<double> longest = [block.Length];
            ranks.Sum(longest);
            if (longest[0] == 0)
                break;
        }

        Span<double> rows = [all];
        ranks.Sum(rows);
        return (long)rows[0];
    }

    private static long Write(
        DataViewRowCursor cursor, Func<IEnumerable<string>>[] readers, StreamWriter writer, long most, CancellationToken cancellation)
    {
        long rows = 0;
        for (; rows < most && cursor.MoveNext(); rows++)
        {
            cancellation.ThrowIfCancellationRequested();
            writer.WriteLine(string.Join(',', readers.SelectMany(read => read()).Select(Field)));
        }

        return rows;
    }

    /// <summary>Some classifiers of yes and no give no probability, but a score alone.</summary>
    private bool HasAll(DataViewSchema schema) => output.Task.PredictionColumns.All(name => schema.GetColumnOrNull(name) is not null);

    private IEnumerable<string> ColumnNames(DataViewSchema schema) => [.. ofImages ? (string[])[DataSource.ImagePath] : [],
        .. HasAll(schema) ? output.Task.PredictionColumns : [ScoredColumns.PredictedLabel, ScoredColumns.Score]];

    private IEnumerable<string> Header(DataViewSchema schema) => [.. ofImages ? (string[])["image"] : [], output.Name,
        .. HasAll(schema) ? output.Task.ProbabilityNames(output.Values) : ["score"]];

    private Func<IEnumerable<string>> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        switch (column.Type)
        {
            case TextDataViewType:
                return Of<ReadOnlyMemory<char>>(row, column, value => [value.ToString()]);
            case BooleanDataViewType:
                return Of<bool>(row, column, value => [output.Values[value ? 1 : 0]]);
            case KeyDataViewType { RawType: var raw } when raw == typeof(uint):
                return Of<uint>(row, column, value => [value == 0 ? "" : output.Values[(int)value - 1]]);
            case NumberDataViewType { RawType: var raw } when raw == typeof(float):
                return Of<float>(row, column, value => [Number(value)]);
            case NumberDataViewType { RawType: var raw } when raw == typeof(double):
                return Of<double>(row, column, value => [LabelText.Of(value)]);
            case NumberDataViewType { RawType: var raw } when raw == typeof(long):
                return Of<long>(row, column, value => [LabelText.Of(value)]);
            case NumberDataViewType { RawType: var raw } when raw == typeof(int):
                return Of<int>(row, column, value => [LabelText.Of(value)]);
            case NumberDataViewType { RawType: var raw } when raw == typeof(byte):
                return Of<byte>(row, column, value => [LabelText.Of(value)]);
            case VectorDataViewType { ItemType: BooleanDataViewType }:
                return Of<VBuffer<bool>>(row, column, value => [string.Join(
                    LabelSeparator, value.Items().Where(slot => slot.Value).Select(slot => output.Values[slot.Key]))]);
            case VectorDataViewType { ItemType: NumberDataViewType { RawType: var raw } } when raw == typeof(float):
                return Of<VBuffer<float>>(row, column, value => value.DenseValues().Select(Number));
            default:
                throw new InvalidDataException($"The model's column '{column.Name}' is {column.Type}; such predictions cannot be written.");
        }
    }

    private static Func<IEnumerable<string>> Of<T>(DataViewRow row, DataViewSchema.Column column, Func<T, IEnumerable<string>> texts)
    {
        ValueGetter<T> get = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            get(ref value);
            return texts(value);
        };
    }

    private static string Number(float value) => value == MathF.Truncate(value) ? LabelText.Of(value)
        : value.ToString("G7", CultureInfo.InvariantCulture);

    private static string Field(string text) =>
        text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
