using Microsoft.ML;
using Microsoft.ML.Data;
using MLFlux.MLNet;

namespace MLFlux.Sequences;

/// <summary>The columns of data that windows are cut out of.</summary>
internal sealed class WindowColumns
{
    public const string ExpectedTime = "DateTime; text loaders and ml.Data.LoadTable read dates as such",
        ExpectedValue = "Single; ml.Transforms.Conversion.ConvertType makes it of other numbers",
        ExpectedSeries = "a text or a key; ml.Transforms.Conversion.ConvertType makes texts of numbers";

    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public WindowColumns(DataViewSchema schema, SequenceWindowOptions options)
    {
        Time = schema.Find(options.TimeColumnName);
        if (!IsTime(Time.Type))
            throw SchemaErrors.WrongType(Time.Name, ExpectedTime, Time.Type.ToString()!);
        Values = [.. options.ValueColumnNames.Select(schema.Find)];
        foreach (DataViewSchema.Column value in Values.Where(one => one.Type != NumberDataViewType.Single))
            throw SchemaErrors.WrongType(value.Name, ExpectedValue, value.Type.ToString()!);
        Series = options.SeriesColumnName is string name ? schema.Find(name) : null;
        if (Series is { } series && series.Type is not TextDataViewType
            && !(series.Type is KeyDataViewType && series.Type.RawType == typeof(uint)))
        {
            throw SchemaErrors.WrongType(series.Name, ExpectedSeries, series.Type.ToString()!);
        }
    }

    public DataViewSchema.Column Time { get; }

    /// <summary>The column that tells series apart, or null.</summary>
    public DataViewSchema.Column? Series { get; }

    public IReadOnlyList<DataViewSchema.Column> Values { get; }

    /// <summary>All of them.</summary>
    public IEnumerable<DataViewSchema.Column> All => Values.Prepend(Time).Concat(Series is { } series ? [series] : []);

    public static bool IsTime(DataViewType type) => type is DateTimeDataViewType;
}
