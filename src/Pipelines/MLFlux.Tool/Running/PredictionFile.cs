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
internal sealed class PredictionFile(ModelOutput output, bool ofImages)
{
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
        DataViewSchema.Column[] columns = [.. ColumnNames(scored.Schema).Select(name => scored.Schema[name])];
        using DataViewRowCursor cursor = scored.GetRowCursor(columns);
        Func<IEnumerable<string>>[] readers = [.. columns.Select(column => Reader(cursor, column))];
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
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
